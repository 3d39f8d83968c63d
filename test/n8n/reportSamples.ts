import { text, type User } from '../org/directory/model';
import type { Org } from '../org';
import type { Execution, WorkflowFile } from './rest';
import { failure, load, type Outcome, type Sample, setParameter, unless } from './sampleTools';
import type { Stage } from './stage';

const DAY = 86_400_000;

/** Longer ago than anything else in the practice org, so that a sample is about a few people only. */
const LONG = 9000;

const byHandOr = 'open it and click "Execute workflow"';

/** Workflows that begin with a report. Each is tried on a few people whom it is about. */
export const reportSamples: Sample[] = [
	{
		file: 'inactive-users.json',
		title: 'Inactive users',
		tryIt: `${byHandOr}: a dry run stops at 25 people. Take fewer with more "Days".`,
		run: runInactive,
	},
	{
		file: 'mfa-coverage.json',
		title: 'MFA coverage',
		tryIt: `${byHandOr}: with 1,000 users it takes three minutes, a request for each. "Estimate Only" says so in a second.`,
		run: runCoverage,
	},
	{
		file: 'admin-review.json',
		title: 'Admin review',
		tryIt: `${byHandOr}: nobody has been in the Admin Console of the practice org, so all are "To review".`,
		run: runAdminReview,
	},
	{
		file: 'licence-reclaim.json',
		title: 'Licence reclaim',
		tryIt: `choose an app in both Okta nodes, and click "Execute workflow".`,
		run: runReclaim,
	},
	{
		file: 'contractors.json',
		title: 'Contractors',
		tryIt: `give somebody a "contractEndDate" with the node, and click "Execute workflow".`,
		run: runContractors,
	},
	{
		file: 'retention.json',
		title: 'Retention',
		tryIt: `${byHandOr}: both nodes that change something are dry runs.`,
		run: runRetention,
	},
];

/** Makes the changes that a dry run would plan. */
const inEarnest = (file: WorkflowFile, node: string): void =>
	setParameter(file, node, 'safeguards', { stopBefore: 25 });

const put = (org: Org, user: User, changes: Partial<User>): User =>
	org.users.put({ ...user, ...changes });

/** Some active people nobody else needs: the last of the org. */
function some({ users }: Org, count: number): User[] {
	const found = users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(-count);
	if (found.length < count) throw new Error('The practice org lacks people.');
	return found;
}

const idsOf = (execution: Execution, node: string): string[] =>
	execution
		.items(node)
		.map(({ json }) => String(json.id ?? json.userId))
		.toSorted();

const are = (found: readonly string[], users: readonly User[], what: string): string[] =>
	unless(
		found.join() ===
			users
				.map(({ id }) => id)
				.toSorted()
				.join(),
		`${what}: ${found.join(', ') || 'nobody'}`,
	);

const statusesOf = ({ directory }: Org, users: readonly User[]): string[] =>
	users.map(({ id }) => directory.findUser(id)?.status ?? 'gone');

async function runInactive(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	const long = org.clock.now() - (LONG + 10) * DAY;
	const old = { created: long, activated: long, lastLogin: long };
	const [one, other, admin, locked, fresh] = some(org, 5);
	if (!one || !other || !admin || !locked || !fresh)
		throw new Error('The practice org lacks people.');
	for (const user of [one, other, admin]) put(org, user, old);
	put(org, locked, { ...old, status: 'LOCKED_OUT' });
	put(org, fresh, { ...old, lastLogin: org.clock.now() - DAY });
	org.directory.roles.add(admin.id, 'READ_ONLY_ADMIN', 0);
	const workflow = await load(stage, 'inactive-users.json', (file) => {
		setParameter(file, 'Inactive for 90 days', 'days', LONG);
		setParameter(file, 'Suspend', 'safeguards', { stopBefore: 25, protectAdministrators: true });
	});
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const statuses = statusesOf(org, [one, other, admin, locked, fresh]).join(' ');
	org.directory.roles.deleteAll(admin.id);
	return {
		itemsIn: 1,
		itemsOut: execution.items('Suspended: tell the manager').length,
		did: 'two who have not signed in for long are suspended, an administrator is not',
		problems: [
			...failure(execution),
			...are(
				idsOf(execution, 'Inactive for 90 days'),
				[one, other, admin, locked],
				'In the report are',
			),
			...unless(
				statuses === 'SUSPENDED SUSPENDED ACTIVE LOCKED_OUT ACTIVE',
				`They are ${statuses}.`,
			),
			...are(idsOf(execution, 'Not suspended'), [admin, locked], 'Not suspended are'),
		],
	};
}

async function runCoverage(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	const pilots = some(org, 12).map((user) =>
		put(org, user, { profile: { ...user.profile, organization: 'Pilot' } }),
	);
	const typesOf = (user: User) =>
		org.directory
			.factorsOf(user)
			.filter(({ status }) => status === 'ACTIVE')
			.map(({ factorType }): string => factorType);
	const [safe] = pilots;
	if (!safe) throw new Error('The practice org lacks people.');
	const factors = org.directory.factorsOf(safe);
	org.directory.factors.enroll(factors, 'webauthn', 'FIDO', {}, 0).status = 'ACTIVE';
	const lacking = pilots.filter((user) => !typesOf(user).includes('webauthn'));
	const isStrong = (user: User) =>
		typesOf(user).some((type) => !['sms', 'call', 'email', 'question'].includes(type));
	const workflow = await load(stage, 'mfa-coverage.json', (file) => {
		const excludeSearch = 'profile.organization lt "Pilot" or profile.organization gt "Pilot"';
		for (const node of ['Without phishing-resistant factor', 'Adoption by department'])
			setParameter(file, node, 'options', { excludeSearch });
	});
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const [invited, reminded] = [
		'Invite to set up a passkey',
		'Remind now, and tell the manager',
	].map((node) => idsOf(execution, node));
	const figures = execution.items('Show the percentages').map(({ json }) => json);
	const [total] = figures.filter(({ by }) => by === 'total');
	const departments = figures.filter(({ by }) => by !== 'total');
	return {
		itemsIn: 1,
		itemsOut: lacking.length,
		did: `of ${pilots.length} people ${lacking.length} have no phishing-resistant factor`,
		problems: [
			...failure(execution),
			...unless(
				total?.users === pilots.length &&
					total.phishingResistantPercent === 8.3 &&
					departments.length === new Set(pilots.map(({ profile }) => profile.department)).size,
				`The percentages are ${JSON.stringify([total, ...departments])}.`,
			),
			...are(invited ?? [], lacking.filter(isStrong), 'Invited are'),
			...are(
				reminded ?? [],
				lacking.filter((user) => !isStrong(user)),
				'Reminded are',
			),
			...unless(lacking.length === pilots.length - 1, 'Who has a passkey is in it.'),
		],
	};
}

async function runAdminReview(stage: Stage): Promise<Outcome> {
	const { org, n8n } = stage;
	const { users, directory } = org;
	const [person] = some(org, 1);
	if (!person) throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'admin-review.json');
	await n8n.rest.activate(workflow);
	await org.console.request('POST', `/api/v1/users/${person.id}/roles`, { type: 'REPORT_ADMIN' });
	const told = await n8n.rest.nextExecution(workflow.id);
	await n8n.rest.deactivate(workflow);
	const execution = await n8n.rest.run(workflow, 'Run by hand');
	const roles = users
		.list()
		.flatMap((user) =>
			directory
				.roleGivers(user)
				.flatMap((giver) => directory.roles.of(giver).map(({ type }) => `${user.id} ${type}`)),
		);
	const found = ['To review', 'As it should be']
		.flatMap((node) => execution.items(node))
		.map(({ json }) => `${String(json.id)} ${String(json.roleType)}`);

	directory.roles.deleteAll(person.id);
	const newRoles = told.items('Tell the security team').map(({ json }) => JSON.stringify(json));
	return {
		itemsIn: 1,
		itemsOut: found.length,
		did: `${found.length} roles of administrators are listed, and a new one was told of at once`,
		problems: [
			...failure(execution),
			...failure(told),
			...unless(
				found.toSorted().join() === roles.toSorted().join(),
				`The roles are ${found.join(', ')}, not ${roles.join(', ')}.`,
			),
			...unless(
				newRoles.some((item) => item.includes(person.id)),
				'The new role is not told of.',
			),
		],
	};
}

async function runReclaim(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	const [app] = org.apps.list().filter(({ id }) => !org.clients.ofApp(id));
	const [group] = org.groups.list().filter(({ type, members }) => type === 'OKTA_GROUP' && members);
	const [idle, busy, member] = some(org, 3).map((user) =>
		put(org, user, { profile: { ...user.profile, organization: 'Licences' } }),
	);
	if (!app || !group || !idle || !busy || !member)
		throw new Error('The practice org lacks people.');
	const longAgo = org.clock.now() - 200 * DAY;
	for (const { position } of [idle, busy]) app.direct.add(position);
	for (const { position } of [idle, busy, member])
		app.assignments.set(position, { created: longAgo, lastUpdated: longAgo, profile: {} });
	app.direct.delete(member.position);
	group.members?.add(member.position);
	app.groups.set(group.id, { priority: 0, profile: {}, lastUpdated: longAgo });
	org.log.recordOwn(
		{
			actor: {
				id: busy.id,
				type: 'User',
				alternateId: text(busy.profile, 'login'),
				displayName: text(busy.profile, 'displayName'),
			},
			eventType: 'user.authentication.sso',
			displayMessage: 'User single sign on to app',
			outcome: { result: 'SUCCESS', reason: null },
			targets: [
				{ id: app.id, type: 'AppInstance', alternateId: app.label, displayName: app.label },
			],
		},
		org.url,
	);
	const chosen = { __rl: true, mode: 'list', value: app.id, cachedResultName: app.label };
	const workflow = await load(stage, 'licence-reclaim.json', (file) => {
		for (const node of ['Not used for 90 days', 'Take the app away'])
			setParameter(file, node, 'appId', chosen);
		setParameter(file, 'Not used for 90 days', 'options', {
			excludeSearch: 'profile.organization lt "Licences" or profile.organization gt "Licences"',
		});
		inEarnest(file, 'Take the app away');
	});
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const has = ({ position }: User) => org.directory.assignmentScope(app, position) !== undefined;
	return {
		itemsIn: 1,
		itemsOut: execution.items('Licence is free').length,
		did: `a licence of "${app.label}" is free, and one waits for the owner of a group`,
		problems: [
			...failure(execution),
			...are(idsOf(execution, 'Ask the owner of the group'), [member], 'Through a group have it'),
			...unless(!has(idle), 'Who did not use the app has it still.'),
			...unless(has(busy), 'Who used the app has lost it.'),
			...unless(has(member), 'Who has it through a group has lost it.'),
		],
	};
}

async function runContractors(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	await org.console.request('POST', '/api/v1/meta/schemas/user/default', {
		definitions: {
			custom: {
				id: '#custom',
				type: 'object',
				properties: { contractEndDate: { title: 'Contract End Date', type: 'string' } },
			},
		},
	});
	const day = (days: number) => new Date(org.clock.now() + days * DAY).toISOString().slice(0, 10);
	const [soon, later, today, over, endless] = some(org, 5).map((user, index) => {
		const [days] = [14, 9, 0, -3].slice(index);
		if (days === undefined) return user;
		return put(org, user, { profile: { ...user.profile, contractEndDate: day(days) } });
	});
	if (!soon || !later || !today || !over || !endless)
		throw new Error('The practice org lacks people.');
	const workflow = await load(stage, 'contractors.json', (file) => inEarnest(file, 'Deactivate'));
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const statuses = statusesOf(org, [soon, later, today, over, endless]).join(' ');
	return {
		itemsIn: 1,
		itemsOut: execution.items('Tell the manager').length,
		did: 'a manager is asked about a contract, and somebody whose contract is over is deactivated',
		problems: [
			...failure(execution),
			...are(idsOf(execution, 'Ends within 14 days'), [soon, later, today], 'Soon over are'),
			...are(idsOf(execution, 'Ask the manager'), [soon], 'Asked about are'),
			...unless(statuses === 'ACTIVE ACTIVE ACTIVE DEPROVISIONED ACTIVE', `They are ${statuses}.`),
		],
	};
}

async function runRetention(stage: Stage): Promise<Outcome> {
	const { org } = stage;
	const long = org.clock.now() - (LONG + 10) * DAY;
	const [suspended, recent, gone, left] = some(org, 4);
	if (!suspended || !recent || !gone || !left) throw new Error('The practice org lacks people.');
	put(org, suspended, { status: 'SUSPENDED', statusChanged: long });
	put(org, recent, { status: 'SUSPENDED', statusChanged: org.clock.now() - DAY });
	put(org, gone, { status: 'DEPROVISIONED', statusChanged: long });
	put(org, left, { status: 'DEPROVISIONED', statusChanged: org.clock.now() - DAY });
	const workflow = await load(stage, 'retention.json', (file) => {
		setParameter(file, 'Suspended for 30 days', 'days', LONG);
		setParameter(file, 'Deactivated for 90 days', 'days', LONG);
		for (const node of ['Deactivate', 'Erase']) inEarnest(file, node);
	});
	const execution = await stage.n8n.rest.run(workflow, 'Run by hand');
	const statuses = statusesOf(org, [suspended, recent, gone, left]).join(' ');
	return {
		itemsIn: 1,
		itemsOut: execution.items('Keep a record of who is gone').length,
		did: 'one who was suspended for long is deactivated, one who was deactivated for long is erased',
		problems: [
			...failure(execution),
			...unless(statuses === 'DEPROVISIONED SUSPENDED gone DEPROVISIONED', `They are ${statuses}.`),
		],
	};
}
