import { parse } from 'csv-parse/sync';
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { hookChosenAt } from '../org/directory/hookChoices';
import { text } from '../org/directory/model';
import { accessSamples } from './accessSamples';
import { root } from './paths';
import { reportSamples } from './reportSamples';
import { workflowFile, type Execution, type SavedWorkflow } from './rest';
import {
	failure,
	load,
	nodeOf,
	type Outcome,
	type Sample,
	setParameter,
	unless,
} from './sampleTools';
import type { Stage } from './stage';
import { until } from './waiting';
import { type SeenGroup, type SeenUser, Witness } from './witness';

export const samples: Sample[] = [
	{
		file: 'joiners.json',
		title: 'Joiners',
		tryIt: 'open it and click "Execute workflow". The logins are taken now: see the lower branch.',
		run: runJoiners,
	},
	{
		file: 'nightly-export.json',
		title: 'Nightly export',
		tryIt: 'open it, click "Execute workflow", then "Export all users" to download the CSV.',
		run: runNightlyExport,
	},
	{
		file: 'leaver.json',
		title: 'Leaver',
		tryIt:
			'switched on and listening: deactivate a user with the node, and see under "Executions" what it did.',
		run: runLeaver,
	},
	{
		file: 'roster-to-group.json',
		title: 'Roster to group',
		tryIt:
			'open it, take a row out of "Roster", add "Dry Run" under Safeguards and click "Execute workflow".',
		run: runRoster,
	},
	{
		file: 'hr-sync.json',
		title: 'HR sync',
		tryIt:
			'open it, change somebody in "HR feed", and click "Execute workflow": "The numbers" say what was done.',
		run: runHrSync,
	},
	{
		file: 'mover.json',
		title: 'Mover',
		tryIt:
			'switched on and listening: change the department of a user to Sales with the node, and see under "Executions" what it did.',
		run: runMover,
	},
	{
		file: 'hr-leaver-webhook.json',
		title: 'Leaver from HR',
		tryIt:
			'switched on: POST an employeeNumber and a lastDay to /webhook/hr-leaver, with the header of the credential.',
		run: runHrLeaver,
	},
	{
		file: 'quarantine-webhook.json',
		title: 'Quarantine',
		tryIt:
			'switched on: POST a login and a severity to /webhook/okta-quarantine, with the header of the credential.',
		run: runQuarantine,
	},
	{
		file: 'suspicious-activity.json',
		title: 'Suspicious activity',
		tryIt:
			'open it, choose a zone in "Five pushes are denied" and in "Block the address", and publish it; the terminal of the practice org denies no pushes, so see the test for what it does.',
		run: runSuspicious,
	},
	{
		file: 'approval.json',
		title: 'Approval',
		tryIt:
			'open it and click "Execute workflow": a page shows the plan and asks you. Approve, and see under "Done" what was changed.',
		run: runApproval,
	},
	{
		file: 'caller-verification.json',
		title: 'Caller verification',
		tryIt:
			'open it, click "Execute workflow" and type the login of somebody who has a push factor: people of the practice org approve after three seconds.',
		run: runCallerVerification,
	},
	{
		file: 'registration.json',
		title: 'Registration',
		tryIt:
			'switched on: Okta asks it when somebody registers. The practice org has no page for that; "Inline Hook: Preview" asks, too.',
		run: runRegistration,
	},
	...accessSamples,
	...reportSamples,
];

async function runJoiners(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const app = (await witness.apps()).find(({ label }) => label === 'Salesforce');
	if (!app) throw new Error('The practice org has no Salesforce to assign.');

	const workflow = await load(stage, 'joiners.json', (file) =>
		setParameter(file, 'Assign the application', 'appId', {
			__rl: true,
			mode: 'list',
			value: app.id,
			cachedResultName: app.label,
		}),
	);
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');

	const rows = execution.items('One item per joiner').map(({ json }) => json);
	const users = await Promise.all(rows.map(({ email }) => witness.user(String(email))));
	const assigned = new Set((await witness.assignedUsers(app.id)).map(({ id }) => id));
	const created = users.filter(
		(user, row) => user?.status === 'STAGED' && user.profile.department === rows[row]?.department,
	);
	const withApp = users.filter((user) => user !== undefined && assigned.has(user.id));
	return {
		itemsIn: rows.length,
		itemsOut: execution.items('Assign the application').length,
		did: `${created.length} users created (staged), ${withApp.length} of them with "${app.label}"`,
		problems: [
			...failure(execution),
			...unless(rows.length > 0, 'There were no rows.'),
			...unless(
				created.length === rows.length,
				'Not every row became a staged user of its department.',
			),
			...unless(withApp.length === rows.length, 'Not every user has the application.'),
		],
	};
}

async function runNightlyExport(stage: Stage): Promise<Outcome> {
	const workflow = await load(stage, 'nightly-export.json');
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');

	const files = execution.items('Export all users');
	const file = files[0] ? await stage.n8n.rest.file(files[0]) : '';
	const rows = parse<Record<string, string>>(file, { columns: true, bom: true });
	const exported = new Map(rows.map((row) => [row.id, row]));
	const expected = await new Witness(stage.org).allUsers();
	const wrong = expected.filter(({ id, status, profile }) => {
		const row = exported.get(id);
		return row?.login !== profile.login || row.email !== profile.email || row.status !== status;
	});
	return {
		itemsIn: 1,
		itemsOut: files.length,
		did: `${exported.size} different users written into one file`,
		problems: [
			...failure(execution),
			...unless(exported.size === rows.length, 'Some users were exported twice.'),
			...unless(exported.size === expected.length, `The org has ${expected.length} users.`),
			...unless(wrong.length === 0, `${wrong.length} users are missing or have wrong columns.`),
			...unless(files.length === 1, 'There is not one file.'),
		],
	};
}

async function runLeaver(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const leaver = await findLeaver(witness);
	const groupsBefore = await witness.groupsOf(leaver.id);

	const { rest } = stage.n8n;
	const workflow = await load(stage, 'leaver.json');
	await rest.activate(workflow);
	await stage.org.console.deactivate(leaver.id);
	const execution = await rest.nextExecution(workflow.id);

	return await outOf(witness, leaver, execution, groupsBefore);
}

/** What became of a leaver, as the report says and as the org confirms. */
async function outOf(
	witness: Witness,
	leaver: SeenUser,
	execution: Execution,
	groupsBefore: readonly SeenGroup[],
): Promise<Outcome> {
	const after = await witness.user(leaver.id);
	const left = (await witness.groupsOf(leaver.id)).filter(({ type }) => type === 'OKTA_GROUP');
	const managed = groupsBefore.filter(({ type }) => type === 'OKTA_GROUP');
	const reports = execution.items('Offboard').map(({ json }) => json);
	const report = JSON.stringify(reports);
	return {
		itemsIn: 1,
		itemsOut: reports.length,
		did: `${leaver.profile.login} is ${after?.status ?? 'gone'}, taken out of ${managed.length - left.length} groups`,
		problems: [
			...failure(execution),
			...unless(after?.status === 'DEPROVISIONED', 'The leaver is not deactivated.'),
			...unless(left.length === 0, `${left.length} memberships remain.`),
			...unless(reports.length === 1, 'There is not one report.'),
			...unless(reports[0]?.complete === true, `The report is not complete: ${report}`),
			...unless(report.includes(leaver.profile.login), 'The report does not name the leaver.'),
			...unless(
				managed.every(({ profile }) => report.includes(profile.name)),
				'The report does not name every group.',
			),
		],
	};
}

async function runHrSync(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const sales = (await witness.groups()).find(({ profile }) => profile.name === 'Sales');
	if (!sales) throw new Error('The practice org has no Sales.');
	const [changed, same] = (await witness.allUsers()).filter(
		({ status, profile }) => status === 'ACTIVE' && typeof profile['employeeNumber'] === 'string',
	);
	if (!changed || !same) throw new Error('The practice org has nobody to import.');
	const rowOf = ({ profile }: typeof same) => ({
		employeeNumber: profile['employeeNumber'],
		firstName: profile['firstName'],
		lastName: profile['lastName'],
		email: profile['email'],
		department: profile['department'],
	});
	const file = await readFile(path.join(root, 'docs/workflows/hr-sync.json'), 'utf8');
	const feed = nodeOf(workflowFile.parse(JSON.parse(file)), 'HR feed').parameters['jsonOutput'];
	const { people } = z
		.object({ people: z.array(z.record(z.string(), z.string())) })
		.parse(JSON.parse(String(feed)));
	const rows = [
		...people,
		rowOf(same),
		{ ...rowOf(changed), department: 'Moved' },
		{ employeeNumber: '', email: 'nobody@example.com' },
	];
	const workflow = await load(stage, 'hr-sync.json', (each) =>
		setParameter(each, 'HR feed', 'jsonOutput', JSON.stringify({ people: rows })),
	);
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const numbers = execution.items('The numbers').map(({ json }) => json);
	const notDone = execution.items('Not done').map(({ json }) => json);
	const users = await Promise.all(people.map(({ email }) => witness.user(String(email))));
	const [report, manager] = users;
	const inSales = new Set((await witness.membersOf(sales.id)).map(({ id }) => id));
	const now = await witness.user(changed.id);
	return {
		itemsIn: rows.length,
		itemsOut: numbers.length,
		did: `${users.length} people are staged, with a manager and in Sales, and one of the others has moved`,
		problems: [
			...failure(execution),
			...unless(
				numbers[0]?.['created'] === 2 && numbers[0]['updated'] === 1 && numbers[0]['refused'] === 1,
				`The numbers are wrong: ${JSON.stringify(numbers)} ${JSON.stringify(notDone)}`,
			),
			...unless(notDone.length === 1, 'The row without a number is not told of.'),
			...unless(
				users.every((user) => user?.status === 'STAGED' && inSales.has(user.id)),
				'Who is new is not staged, or not in Sales.',
			),
			...unless(
				manager !== undefined && report?.profile['managerId'] === manager.id,
				'The manager is not written.',
			),
			...unless(now?.profile['department'] === 'Moved', 'Who has moved has not.'),
		],
	};
}

async function runRoster(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const group = (await witness.groups()).find(({ profile }) => profile.name === 'Sales');
	if (!group) throw new Error('The practice org has no Sales.');
	const before = (await witness.membersOf(group.id)).filter(
		({ status }) => status !== 'DEPROVISIONED',
	);
	const [left, ...kept] = before;
	const ids = new Set(before.map(({ id }) => id));
	const joiner = (await witness.allUsers()).find(
		({ id, status }) => status === 'ACTIVE' && !ids.has(id),
	);
	const roster = [...kept, ...(joiner ? [joiner] : [])].map(({ profile }) => ({
		email: profile.email,
	}));
	const workflow = await load(stage, 'roster-to-group.json', (file) => {
		setParameter(file, 'Roster', 'jsonOutput', JSON.stringify({ roster }));
		setParameter(file, 'Make them the members', 'groupId', {
			__rl: true,
			mode: 'list',
			value: group.id,
			cachedResultName: group.profile.name,
		});
	});
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const now = new Set((await witness.membersOf(group.id)).map(({ id }) => id));
	const numbers = execution.items('The numbers').map(({ json }) => json);
	const unmatched = execution.items('Not matched').map(({ json }) => json);
	return {
		itemsIn: roster.length,
		itemsOut: numbers.length,
		did: `${roster.length} people are the members of ${group.profile.name}, one of them new and one gone`,
		problems: [
			...failure(execution),
			...unless(numbers[0]?.added === 1 && numbers[0].removed === 1, 'The numbers are wrong.'),
			...unless(joiner !== undefined && now.has(joiner.id), 'Who is new is no member.'),
			...unless(left !== undefined && !now.has(left.id), 'Who is not listed is a member still.'),
			...unless(
				kept.every(({ id }) => now.has(id)),
				'Somebody who is listed is gone.',
			),
			...unless(unmatched.length === 0, `Not matched: ${JSON.stringify(unmatched)}`),
		],
	};
}

async function runMover(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const mover = await findMover(witness);
	const { rest } = stage.n8n;
	const workflow = await load(stage, 'mover.json');
	await rest.activate(workflow);
	await stage.org.console.updateUser(mover.id, { department: 'Sales' });
	const execution = await rest.nextExecution(workflow.id);

	const names = (await witness.groupsOf(mover.id)).map(({ profile }) => profile.name);
	const reports = execution.items('Report').map(({ json }) => json);
	return {
		itemsIn: execution.items('When a profile changes').length,
		itemsOut: reports.length,
		did: `${mover.profile.login} moved from Engineering to Sales, with other groups`,
		problems: [
			...failure(execution),
			...unless(names.includes('Sales'), 'The mover is not in Sales.'),
			...unless(!names.includes('Engineering'), 'The mover is in Engineering still.'),
			...unless(reports.length === 1, `There is not one report: ${JSON.stringify(reports)}`),
		],
	};
}

async function runHrLeaver(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const leaver = await findLeaver(witness);
	const groupsBefore = await witness.groupsOf(leaver.id);
	const yesterday = new Date(Date.now() - 86_400_000).toISOString();
	const { execution } = await call(stage, 'hr-leaver-webhook.json', 'HR says who leaves', {
		employeeNumber: leaver.profile.employeeNumber,
		lastDay: yesterday,
	});
	return await outOf(witness, leaver, execution, groupsBefore);
}

async function runQuarantine(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const user = await findLeaver(witness);
	const { login } = user.profile;
	const groups = stage.org.directory.groups;
	if (groups.byName('Quarantine').length === 0) {
		const profile = { name: 'Quarantine' };
		await stage.org.console.request('POST', '/api/v1/groups', { profile });
	}
	const alert = { login, severity: 'high' };
	const { execution, answer, send } = await call(
		stage,
		'quarantine-webhook.json',
		'An alert comes in',
		alert,
	);
	const after = await witness.user(user.id);
	const stranger = await send({ login: 'nobody@acme.example', severity: 'high' });
	const said = await stranger.text();
	const isIn = (await witness.groupsOf(user.id)).some(
		({ profile }) => profile.name === 'Quarantine',
	);
	return {
		itemsIn: 1,
		itemsOut: execution.items('Contain').length,
		did: `${login} is ${after?.status ?? 'gone'}, and ${isIn ? '' : 'not '}in quarantine`,
		problems: [
			...failure(execution),
			...unless(after?.status === 'SUSPENDED', 'The user is not suspended.'),
			...unless(isIn, 'The user is not in quarantine.'),
			...unless(answer.includes('"complete":true'), `The answer was: ${answer}`),
			...unless(answer.includes(login), 'The answer does not name the user.'),
			...unless(
				stranger.status === 422 && said.includes('nobody@acme.example'),
				`A login that nobody has was answered with ${stranger.status}: ${said}`,
			),
		],
	};
}

/** Somebody reports, somebody denies five pushes far from the office, somebody does in the office. */
async function runSuspicious(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const witness = new Witness(org);
	const zone = (name: string) => {
		const found = org.directory.zones.list().find((one) => one.name === name);
		if (!found) throw new Error(`The practice org has no zone ${name}.`);
		return { __rl: true, mode: 'list', value: found.id, cachedResultName: name };
	};
	const isAdmin = (id: string) => org.directory.roles.of(id).length > 0;
	const [reporter, victim, colleague] = (await witness.allUsers()).filter(
		({ id, status }) => status === 'ACTIVE' && !isAdmin(id),
	);
	if (!reporter || !victim || !colleague) throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'suspicious-activity.json', (file) => {
		const notInOffice = { field: 'notInZone', zone: zone('Office Berlin') };
		const isPush = { field: 'factor', operator: 'is', value: 'OKTA_VERIFY_PUSH' };
		setParameter(file, 'Five pushes are denied', 'conditions', { all: [isPush, notInOffice] });
		setParameter(file, 'Block the address', 'zoneId', zone('BlockedIpZone'));
	});
	await n8n.rest.activate(workflow);
	const after = async (executions: number): Promise<Execution> => {
		const id = await until(async () => {
			const ids = await n8n.rest.executionIds(workflow.id);
			return ids.length >= executions ? ids[0] : undefined;
		});
		return await n8n.rest.execution(id);
	};
	org.console.happen(reporter.id, {
		eventType: 'user.account.report_suspicious_activity_by_enduser',
		displayMessage: 'User report suspicious activity',
		from: { ipAddress: '192.0.2.80', city: 'Berlin', country: 'Germany' },
	});
	const reported = await after(1);
	for (let time = 0; time < 5; time++) {
		org.console.denyPush(colleague.id, { ipAddress: '192.0.2.81' });
		org.console.denyPush(victim.id, { ipAddress: '203.0.113.66', city: 'Oz', country: 'Oz' });
	}
	const denied = await after(2);
	await n8n.rest.deactivate(workflow);

	const statuses = await Promise.all(
		[reporter, victim, colleague].map(async ({ id }) => (await witness.user(id))?.status),
	);
	const told = [reported, denied].flatMap((execution) =>
		execution.items('What was done').map(({ json }) => json),
	);
	const blocked = JSON.stringify(org.directory.zones.get(zone('BlockedIpZone').value)?.details);
	const executions = await n8n.rest.executionIds(workflow.id);
	return {
		itemsIn: 2,
		itemsOut: told.length,
		did: `${reporter.profile.login} and ${victim.profile.login} have to set new passwords, and 203.0.113.66 is blocked`,
		problems: [
			...failure(reported),
			...failure(denied),
			...unless(
				statuses.join() === 'PASSWORD_EXPIRED,PASSWORD_EXPIRED,ACTIVE',
				`The statuses are ${statuses.join()}`,
			),
			...unless(executions.length === 2, `There were ${executions.length} executions.`),
			...unless(blocked.includes('203.0.113.66'), `The blocked zone is ${blocked}`),
			...unless(!blocked.includes('192.0.2.8'), `The blocked zone is ${blocked}`),
			...unless(
				told.map(({ login }) => login).join() ===
					`${reporter.profile.login},${victim.profile.login}`,
				`Told was: ${JSON.stringify(told)}`,
			),
			...unless(
				told.map(({ why }) => why).join() ===
					'User Reported Suspicious Activity,5 pushes denied within the hour',
				`Told was: ${JSON.stringify(told)}`,
			),
			...unless(
				told.map(({ from }) => from).join(' and ') ===
					'192.0.2.80, Berlin, Germany and 203.0.113.66, Oz, Oz',
				`Told was: ${JSON.stringify(told)}`,
			),
			...unless(
				told.every(({ contained }) => JSON.stringify(contained).includes('"complete":true')),
				`Told was: ${JSON.stringify(told)}`,
			),
		],
	};
}

/** An active user of Engineering who is not in Sales. */
async function findMover(witness: Witness) {
	for (const user of await witness.allUsers()) {
		if (user.status !== 'ACTIVE') continue;
		const names = (await witness.groupsOf(user.id)).map(({ profile }) => profile.name);
		if (names.includes('Engineering') && !names.includes('Sales')) return user;
	}
	throw new Error('The practice org has nobody in Engineering who is not in Sales.');
}

/** Calls a sample that waits for a call, with the header its credential asks for. */
async function call(
	stage: Stage,
	file: string,
	webhook: string,
	body: object,
): Promise<{ execution: Execution; answer: string; send: (body: object) => Promise<Response> }> {
	const { rest, url } = stage.n8n;
	const key = { name: 'X-Practice-Key', value: randomUUID() };
	const credential = await rest.createCredential({
		name: `Key of ${file}`,
		type: 'httpHeaderAuth',
		data: key,
	});
	const workflow = await load(stage, file, (imported) => {
		const { id, name } = credential;
		nodeOf(imported, webhook).credentials = { httpHeaderAuth: { id, name } };
	});
	await rest.activate(workflow);
	const address = `${url}/webhook/${String(nodeOf(workflow, webhook).parameters.path)}`;
	const post = async (headers: Record<string, string>, sent: object) =>
		await fetch(address, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: JSON.stringify(sent),
		});
	const stranger = await post({}, body);
	if (stranger.ok) throw new Error(`${file} listens to anybody.`);
	const send = async (sent: object) => await post({ [key.name]: key.value }, sent);
	const response = await send(body);
	const answer = await response.text();
	if (!response.ok) throw new Error(`${file} answered with ${response.status}: ${answer}`);
	return { execution: await rest.nextExecution(workflow.id), answer, send };
}

async function runApproval(stage: Stage): Promise<Outcome> {
	const witness = new Witness(stage.org);
	const workflow = await load(stage, 'approval.json');
	const asked = await askForApproval(stage, workflow);
	const planned = asked.items('Dry Run').length;
	await answerForm(formOf(asked), { decision: 'Approve' });
	const execution = await stage.n8n.rest.execution(asked.id);

	const users = await Promise.all(
		execution.items('Find the users').map(({ json }) => witness.user(String(json.id))),
	);
	const moved = users.filter((user) => user?.profile.department === 'Field Sales');
	const done = execution.items('Done');
	return {
		itemsIn: planned,
		itemsOut: done.length,
		did: `${moved.length} users in another department, after somebody approved the plan`,
		problems: [
			...failure(execution),
			...unless(asked.status === 'waiting', 'Nobody was asked.'),
			...unless(planned > 0, 'There was nothing to plan.'),
			...unless(moved.length === planned, 'Not everybody is in the new department.'),
			...unless(done.length === planned, 'Not every item of the plan was done.'),
		],
	};
}

async function runCallerVerification(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const [approving, rejecting, without] = callers(stage);
	const { factors } = org.directory;
	const before = factors.acceptPushAfter;
	factors.acceptPushAfter = undefined;
	const workflow = await load(stage, 'caller-verification.json');
	await n8n.rest.activate(workflow);
	const answers = async (id: string, answer: 'SUCCESS' | 'REJECTED') =>
		await until(async () => await Promise.resolve(org.console.answerPush(id, answer) || undefined));
	const pages: string[] = [];
	try {
		for (const [user, answer] of [
			[approving, 'SUCCESS'],
			[rejecting, 'REJECTED'],
			[without, undefined],
		] as const) {
			const page = await submitLogin(n8n, workflow, text(user.profile, 'login'));
			if (answer) await answers(user.id, answer);
			pages.push(await page());
		}
	} finally {
		factors.acceptPushAfter = before;
		await n8n.rest.deactivate(workflow);
	}
	const asked = org.ledger.requests.filter(
		({ method, path: to }) => method === 'POST' && /\/factors\/\w+\/verify$/.test(to),
	);
	const [verified = '', rejected = '', none = ''] = pages;
	return {
		itemsIn: 3,
		itemsOut: pages.length,
		did: 'one caller approved the push, one rejected it, and one has no factor for it',
		problems: [
			...unless(/>\s*Verified/.test(verified), 'Who approved is not verified.'),
			...unless(verified.includes('approved the push'), 'The page does not say why.'),
			...unless(/>\s*Not verified/.test(rejected), 'Who rejected is not refused.'),
			...unless(
				rejected.includes('rejected the push'),
				'The page does not say that it was rejected.',
			),
			...unless(none.includes('no push factor'), 'The page does not say that there is no factor.'),
			...unless(asked.length === 2, `${asked.length} pushes were sent.`),
		],
	};
}

/** Two people with a push factor, and one without. */
function callers({ org: { users, directory } }: Stage) {
	const people = users.list().filter(({ status }) => status === 'ACTIVE');
	const canBeAsked = (user: (typeof people)[number]) =>
		directory.factorsOf(user).some(({ factorType }) => factorType === 'push');
	const [approving, rejecting] = people.filter(canBeAsked);
	const without = people.find((user) => !canBeAsked(user));
	if (!approving || !rejecting || !without) throw new Error('The practice org lacks callers.');
	return [approving, rejecting, without] as const;
}

/**
 * Fills in the form of that sample and sends it, as a browser does.
 *
 * @returns what waits for the page at the end
 */
async function submitLogin(
	{ url, rest }: Stage['n8n'],
	workflow: SavedWorkflow,
	login: string,
): Promise<() => Promise<string>> {
	const { webhookId } = nodeOf(workflow, 'Who is calling?');
	const body = new FormData();
	body.set('field-0', login);
	const response = await fetch(`${url}/form/${String(webhookId)}`, { method: 'POST', body });
	const { formWaitingUrl } = z.object({ formWaitingUrl: z.string() }).parse(await response.json());
	const id = path.basename(new URL(formWaitingUrl).pathname);
	return async () => {
		await rest.waitingExecution(id);
		const page = await (await fetch(formWaitingUrl)).text();
		// By this the page tells n8n that it was shown, and the execution ends.
		await fetch(formWaitingUrl, { method: 'POST' });
		await rest.execution(id);
		return page;
	};
}

/** Runs the approval sample until it asks. */
export async function askForApproval(
	{ n8n: { rest } }: Stage,
	workflow: SavedWorkflow,
): Promise<Execution> {
	return await rest.waitingExecution(await rest.start(workflow, 'Run by hand'));
}

/** The address of the page on which the approval sample asks. */
export const formOf = (asked: Execution): string =>
	String(asked.items('The plan as a table')[0]?.json.link);

/** Fills in that page and sends it, as a browser does. */
export async function answerForm(
	link: string,
	{ decision, comment = '' }: { decision: 'Approve' | 'Decline'; comment?: string },
): Promise<void> {
	const form = new FormData();
	form.set('field-1', JSON.stringify([decision]));
	form.set('field-2', comment);
	const response = await fetch(link, { method: 'POST', body: form });
	if (!response.ok) throw new Error(`The form was answered with ${response.status}.`);
}

/** An active user in at least two groups that can be left. */
async function findLeaver(witness: Witness) {
	for (const user of await witness.allUsers()) {
		if (user.status !== 'ACTIVE') continue;
		const groups = await witness.groupsOf(user.id);
		if (groups.filter(({ type }) => type === 'OKTA_GROUP').length >= 2) return user;
	}
	throw new Error('The practice org has no active user in two groups.');
}

async function runRegistration(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	const policies = org.directory.policies.list();
	const policyId = policies.find(({ type }) => type === 'PROFILE_ENROLLMENT')?.id ?? '';
	const workflow = await load(stage, 'registration.json', (file) =>
		setParameter(file, 'When somebody registers', 'profilePolicyId', {
			__rl: true,
			mode: 'list',
			value: policyId,
		}),
	);
	await stage.n8n.rest.activate(workflow);
	const register = async (email: string) => {
		const hook = hookChosenAt(org.directory, { policyId }) ?? null;
		const userProfile = { firstName: 'Grace', lastName: 'Hopper', login: email, email };
		const data = { userProfile, action: 'ALLOW' };
		const type = 'com.okta.user.pre-registration';
		const { consequence } = await org.inlineHooks.occur(type, org.url, { data, hook });
		return consequence;
	};
	const partner = await until(async () => {
		// A machine that is busy lets Okta wait for too long, and Okta is told to refuse.
		const { decision, result } = await register('grace@partner.example');
		return decision === 'ALLOW' ? JSON.stringify(result) : undefined;
	});
	const { decision, error } = await register('grace@elsewhere.example');
	return {
		itemsIn: 2,
		itemsOut: 2,
		did: 'somebody of a partner may register, with the name of the company, and somebody else may not',
		problems: [
			...unless(partner.includes('Partner & Sons'), 'The company is not in the profile.'),
			...unless(
				decision === 'DENY' && (error ?? '').startsWith('Only people of our company'),
				`Somebody else: ${decision} ${error ?? ''}`,
			),
		],
	};
}
