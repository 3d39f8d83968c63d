import { z } from 'zod';
import { tacAuthenticatorId } from '../org/directory/authenticators';
import { text, type User } from '../org/directory/model';
import type { Execution, Item, SavedWorkflow } from './rest';
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

const DAY = 86_400_000;

/** Workflows about who gets access when: by a date, on request, for a while, or with an app. */
export const accessSamples: Sample[] = [
	{
		file: 'start-and-end-dates.json',
		title: 'Start and end dates',
		tryIt:
			'give somebody who is staged a "startDate", or anybody an "endDate", with the node, and click "Execute workflow": both changes are dry runs.',
		run: runDates,
	},
	{
		file: 'request-access.json',
		title: 'Access request',
		tryIt:
			'open it, click "Execute workflow", fill in the form with a login of the practice org, and open the link "approve" that "Ask the owner of the group" puts out.',
		run: runRequest,
	},
	{
		file: 'temporary-access.json',
		title: 'Temporary access',
		tryIt:
			'open it, choose a group under "Only These", change 30 days to 30 seconds, publish it, and put somebody into the group with the node.',
		run: runTemporary,
	},
	{
		file: 'joiner-first-day.json',
		title: 'First day',
		tryIt:
			'open it, choose the authenticator in "Make a code", publish it, and create a user with a mobile phone with the node.',
		run: runFirstDay,
	},
	{
		file: 'app-assigned.json',
		title: 'App assigned',
		tryIt:
			'open it, choose an app under "Only These", publish it, and assign the app to somebody with the node.',
		run: runAppAssigned,
	},
	{
		file: 'changes-feed.json',
		title: 'Changes feed',
		tryIt:
			'open it, change fifteen minutes to ten seconds and publish it: after the first run, "Executions" shows what you change with the node.',
		run: runChanges,
	},
];

/** What a node put out over all executions of a workflow, as soon as that is enough. */
async function gathered(
	{ n8n: { rest } }: Stage,
	{ id }: SavedWorkflow,
	isEnough: (executions: readonly Execution[]) => boolean,
): Promise<Execution[]> {
	const ended = new Map<string, Execution>();
	return await until(async () => {
		for (const summary of await rest.executions(id))
			if (!ended.has(summary.id)) ended.set(summary.id, await rest.execution(summary.id));
		const found = [...ended.values()];
		return isEnough(found) ? found : undefined;
	});
}

const putOut = (executions: readonly Execution[], node: string): Array<Item['json']> =>
	executions.flatMap((execution) => execution.items(node)).map(({ json }) => json);

const logins = (rows: ReadonlyArray<Item['json']>): string =>
	rows
		.map(({ login }) => String(login))
		.toSorted()
		.join();

/** Active people, not those that other samples take; each that uses some looks whether they are enough. */
function people({ org }: Stage): User[] {
	return org.users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(-100);
}

async function runDates(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	// The start date everybody of the practice org has.
	const properties = { endDate: { title: 'End Date', type: 'string' } };
	await org.console.request('POST', '/api/v1/meta/schemas/user/default', {
		definitions: { custom: { id: '#custom', type: 'object', properties } },
	});
	// A day between them and today: n8n and the org may be on either side of midnight.
	const day = (days: number) => new Date(org.clock.now() + days * DAY).toISOString().slice(0, 10);
	const [starts, later, over, suspended, works] = people(stage);
	if (!starts || !later || !over || !suspended || !works)
		throw new Error('The practice org lacks people.');
	const put = (user: User, status: User['status'], dates: Record<string, string>) =>
		org.users.put({ ...user, status, profile: { ...user.profile, ...dates } });
	for (const user of org.users.list().filter(({ status }) => status === 'STAGED'))
		put(user, 'STAGED', { startDate: day(30) });
	put(starts, 'STAGED', { startDate: day(-1) });
	put(later, 'STAGED', { startDate: day(2) });
	put(over, 'ACTIVE', { endDate: day(-2) });
	put(suspended, 'SUSPENDED', { endDate: day(-3) });
	put(works, 'ACTIVE', { startDate: day(-9), endDate: day(2) });
	const now = () =>
		[starts, later, over, suspended, works]
			.map(({ id }) => org.directory.findUser(id)?.status)
			.join(' ');

	const before = now();
	const dry = await n8n.rest.run(await load(stage, 'start-and-end-dates.json'), 'Run by hand');
	const afterDry = now();
	const planned = dry.items('Activate').map(({ json }) => JSON.stringify(json));
	const workflow = await load(stage, 'start-and-end-dates.json', (file) => {
		for (const node of ['Activate', 'Deactivate'])
			setParameter(file, node, 'safeguards', { stopBefore: 25 });
	});
	const execution = await n8n.rest.run(workflow, 'Run by hand');
	const after = now();
	return {
		itemsIn: 1,
		itemsOut: execution.items('Welcome them').length + execution.items('Tell the manager').length,
		did: 'one whose first day has come is activated, two whose last day is over are deactivated',
		problems: [
			...failure(dry),
			...failure(execution),
			...unless(afterDry === before, `A dry run made them ${afterDry}.`),
			...unless(
				planned.length > 0 && planned.every((plan) => plan.includes(starts.id)),
				`The dry run plans ${planned.join() || 'nothing'}.`,
			),
			...unless(after === 'ACTIVE STAGED DEPROVISIONED DEPROVISIONED ACTIVE', `They are ${after}.`),
		],
	};
}

async function runRequest(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const sales = org.directory.groups.byName('Sales')[0];
	if (!sales) throw new Error('The practice org has no Sales.');
	const [welcome, unwanted] = people(stage).filter(({ position }) => !sales.members?.has(position));
	if (!welcome || !unwanted) throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'request-access.json');
	await n8n.rest.activate(workflow);

	const answered: Execution[] = [];
	const pages: string[] = [];
	let isAsking = true;
	for (const [login, answer] of [
		[text(welcome.profile, 'login'), 'approve'],
		[text(unwanted.profile, 'login'), 'decline'],
		['nobody@acme.example', 'approve'],
	] as const) {
		await ask(stage, workflow, login);
		const id = await until(async () => {
			const ids = await n8n.rest.executionIds(workflow.id);
			return ids.length > answered.length ? ids[0] : undefined;
		});
		const waiting = await n8n.rest.waitingExecution(id);
		const [{ json: question } = { json: {} }] = waiting.items('Ask the owner of the group');
		const link = z.string().url().parse(question[answer]);
		// Whoever scans e-mails opens every link.
		await fetch(link, { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1)' } });
		isAsking &&= (await n8n.rest.executions(workflow.id))[0]?.status === 'waiting';
		const response = await fetch(link, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux)' } });
		pages.push(await response.text());
		answered.push(await n8n.rest.execution(id));
	}
	await n8n.rest.deactivate(workflow);
	const [approved, declined, unknown] = answered;
	const isIn = ({ position }: User) => sales.members?.has(position) ?? false;
	const why = JSON.stringify(putOut(answered, 'Tell them why not'));
	return {
		itemsIn: 3,
		itemsOut: answered.length,
		did: `${text(welcome.profile, 'login')} is in Sales, and two others are not`,
		problems: [
			...answered.flatMap(failure),
			...unless(isAsking, 'A programme that looks at links was taken for an answer.'),
			...unless(isIn(welcome), 'Whoever was approved is not in Sales.'),
			...unless(!isIn(unwanted), 'Whoever was declined is in Sales.'),
			...unless(approved?.items('Tell them it is done').length === 1, 'The first is not told.'),
			...unless(declined?.items('Declined, or no answer').length === 1, 'Nobody declined.'),
			...unless(unknown?.nodes.includes('Tell them why not') ?? false, 'The last was added.'),
			...unless(why.includes('nobody@acme.example'), `The reason is ${why}`),
			...unless(
				['is in the group Sales now.', 'was declined.', 'could not be added:'].every((end, index) =>
					pages[index]?.includes(` ${end}`),
				),
				`The owner was shown ${pages.join(' | ')}`,
			),
		],
	};
}

/** Fills in the form of that sample and sends it, as a browser does. */
async function ask({ n8n }: Stage, workflow: SavedWorkflow, login: string): Promise<void> {
	const { webhookId } = nodeOf(workflow, 'Who wants what?');
	const body = new FormData();
	body.set('field-0', login);
	body.set('field-1', 'Sales');
	body.set('field-2', 'I sell things');
	const response = await fetch(`${n8n.url}/form/${String(webhookId)}`, { method: 'POST', body });
	if (!response.ok) throw new Error(`The form was answered with ${response.status}.`);
}

async function runTemporary(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const made = await org.console.request('POST', '/api/v1/groups', {
		profile: { name: `Guests ${n8n.url}` },
	});
	const { id: groupId } = z.object({ id: z.string() }).parse(made);
	const group = org.directory.groups.get(groupId);
	const [before, guest, other] = people(stage);
	if (!group || !before || !guest || !other) throw new Error('The practice org lacks people.');
	await org.console.addToGroup(groupId, before.id);
	const workflow = await load(stage, 'temporary-access.json', (file) => {
		const chosen = { __rl: true, mode: 'id', value: groupId };
		setParameter(file, 'When somebody joins the group', 'only', { group: [{ groupId: chosen }] });
		setParameter(file, 'Wait for 30 days', 'amount', 2);
		setParameter(file, 'Wait for 30 days', 'unit', 'seconds');
	});
	await n8n.rest.activate(workflow);
	const elsewhere = org.directory.groups.list().find((one) => {
		return one.type === 'OKTA_GROUP' && one.members && !one.members.has(other.position);
	});
	if (elsewhere) await org.console.addToGroup(elsewhere.id, other.id);
	await org.console.addToGroup(groupId, guest.id);
	const wasIn = group.members?.has(guest.position);
	const execution = await n8n.rest.nextExecution(workflow.id);
	await n8n.rest.deactivate(workflow);
	const ended = execution.items('Access has ended');
	return {
		itemsIn: 1,
		itemsOut: ended.length,
		did: `${text(guest.profile, 'login')} was in a group for two seconds, and whoever was in it before stays`,
		problems: [
			...failure(execution),
			...unless(wasIn === true, 'The guest was never in the group.'),
			...unless(!group.members?.has(guest.position), 'The guest is in the group still.'),
			...unless(group.members?.has(before.position) === true, 'Whoever was in it before is out.'),
			...unless(
				elsewhere === undefined || elsewhere.members?.has(other.position) === true,
				'Somebody was taken out of another group.',
			),
			...unless(ended.length === 1, `${ended.length} people are told.`),
		],
	};
}

async function runFirstDay(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const [boss] = people(stage);
	if (!boss) throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'joiner-first-day.json', (file) => {
		const value = tacAuthenticatorId({ org });
		setParameter(file, 'Make a code', 'authenticatorId', { __rl: true, mode: 'id', value });
	});
	await n8n.rest.activate(workflow);
	const profileOf = (name: string) => {
		const login = `${name}.${workflow.id}@example.com`.toLowerCase();
		return { login, email: login, firstName: name, lastName: 'New', managerId: boss.id };
	};
	const withPhone = { ...profileOf('Petra'), mobilePhone: '+4915112345678' };
	const without = profileOf('Olaf');
	for (const profile of [withPhone, without])
		await org.console.createUser(profile, { activate: false });
	const executions = await gathered(
		stage,
		workflow,
		(found) => putOut(found, 'Tell the manager').length >= 2,
	);
	await n8n.rest.deactivate(workflow);
	const told = putOut(executions, 'Tell the manager');
	const of = ({ login }: { login: string }) => told.find((item) => item.login === login);
	const user = ({ login }: { login: string }) => org.users.byLogin(login);
	const factors = (profile: { login: string }) => {
		const found = user(profile);
		return found ? org.directory.factorsOf(found) : [];
	};
	const code = ({ login }: { login: string }) =>
		org.directory.accessCodes.get(user({ login })?.id ?? '')?.code;
	return {
		itemsIn: 2,
		itemsOut: told.length,
		did: 'two new people are active, one with a phone set up, and their manager has a code for each',
		problems: [
			...executions.flatMap(failure),
			...unless(logins(told) === logins([withPhone, without]), `Told was ${logins(told)}.`),
			...unless(
				[withPhone, without].every((one) => user(one)?.status === 'PROVISIONED'),
				'Somebody is not activated.',
			),
			...unless(
				factors(withPhone).some(
					({ factorType, status }) => factorType === 'sms' && status === 'ACTIVE',
				),
				'The phone is not set up.',
			),
			...unless(of(withPhone)?.phone === withPhone.mobilePhone, 'The phone is not told of.'),
			...unless(of(without)?.phone === '', 'A phone is told of that is not there.'),
			...unless(
				[withPhone, without].every((one) => code(one) !== undefined && of(one)?.code === code(one)),
				'The manager has another code than the org.',
			),
			...unless(
				told.every(({ manager }) => manager === boss.profile['email']),
				`The manager is ${told.map(({ manager }) => String(manager)).join()}.`,
			),
		],
	};
}

async function runAppAssigned(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const apps = org.apps.list().filter(({ id }) => !org.clients.ofApp(id));
	const [user] = people(stage).filter(({ position }) =>
		apps.slice(0, 2).every((one) => org.directory.assignmentScope(one, position) === undefined),
	);
	const [app, other] = apps;
	if (!app || !other || !user) throw new Error('The practice org lacks an app.');
	const workflow = await load(stage, 'app-assigned.json', (file) => {
		const chosen = { __rl: true, mode: 'id', value: app.id };
		setParameter(file, 'When the app is assigned', 'only', { app: [{ appId: chosen }] });
	});
	await n8n.rest.activate(workflow);
	await org.console.assignApp(other.id, user.id);
	await org.console.assignApp(app.id, user.id);
	const execution = await n8n.rest.nextExecution(workflow.id);
	await n8n.rest.deactivate(workflow);
	const [called] = text(user.profile, 'login').split('@');
	const nameIn = ({ assignments }: typeof app) => assignments.get(user.position)?.userName;
	return {
		itemsIn: 1,
		itemsOut: execution.items('Welcome them').length,
		did: `"${app.label}" knows ${text(user.profile, 'login')} as ${String(nameIn(app))}`,
		problems: [
			...failure(execution),
			...unless(execution.items('Welcome them').length === 1, 'Not one person is welcomed.'),
			...unless(nameIn(app) === called, `Okta has the name ${String(nameIn(app))}.`),
			...unless(nameIn(other) !== called, 'The name in another app was changed.'),
		],
	};
}

async function runChanges(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const [changed, gone] = people(stage);
	if (!changed || !gone) throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'changes-feed.json', (file) => {
		const rule = { interval: [{ field: 'seconds', secondsInterval: 3 }] };
		setParameter(file, 'Every fifteen minutes', 'rule', rule);
	});
	const everybody = org.users.list().length;
	const rows = (executions: readonly Execution[]) =>
		['Write or update', 'Take out'].map((node) => putOut(executions, node));
	await n8n.rest.activate(workflow);
	const first = await gathered(stage, workflow, (found) => rows(found).flat().length >= everybody);
	await org.console.updateUser(changed.id, { department: 'Changed by hand' });
	await org.console.deactivate(gone.id);
	const isChange = ({ change }: Item['json']) => change !== 'existing';
	const all = await gathered(
		stage,
		workflow,
		(found) => rows(found).flat().filter(isChange).length >= 2,
	);
	await n8n.rest.deactivate(workflow);
	const [written = [], out = []] = rows(all).map((found) => [
		// Where a run takes longer than until the next, both have everybody.
		...new Set(found.filter(isChange).map(({ id, change }) => `${String(id)} ${String(change)}`)),
	]);
	const [existing = [], left = []] = rows(first);
	return {
		itemsIn: everybody,
		itemsOut: written.length + out.length,
		did: `after ${everybody} people, one who changed was written and one who left was taken out`,
		problems: [
			...all.flatMap(failure),
			...unless(
				new Set([...existing, ...left].map(({ id }) => id)).size === everybody,
				'The first run has not everybody.',
			),
			...unless(
				left.every(({ status }) => status === 'DEPROVISIONED') &&
					existing.every(({ status }) => status !== 'DEPROVISIONED'),
				'Somebody went the wrong way.',
			),
			...unless(
				written.join() === `${changed.id} changed`,
				`Written was ${written.join() || 'nobody'}.`,
			),
			...unless(
				out.join() === `${gone.id} deactivated`,
				`Taken out was ${out.join() || 'nobody'}.`,
			),
		],
	};
}
