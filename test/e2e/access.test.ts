import { textOf } from '../engine/scenarios/scenario';
import { byId } from '../engine/harness/parameters';
import { n8nVersions } from '../n8n/cache';
import { byHand, chain } from '../n8n/chain';
import { oktaNode, openStage, type Stage } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { packedTarball } from './pack';

describe.each(n8nVersions)('access in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({ version, tarball: packedTarball(), users: 200 });
		stage.org.directory.factors.acceptPushAfter = undefined;
	});
	afterAll(() => stage.close());

	const active = () => stage.org.users.list().filter(({ status }) => status === 'ACTIVE');

	const workflowOf = async (name: string, parameters: Record<string, unknown>) =>
		await stage.n8n.rest.createWorkflow(
			chain(name, byHand, oktaNode(stage.credential, name, parameters)),
		);

	it('is explained: of a user, and of an app', async () => {
		const { console: admin, directory } = stage.org;
		const [user] = active();
		const app = directory.apps.list().find(({ label }) => label === 'Salesforce');
		const group = directory.groups.list().find(({ type }) => type === 'OKTA_GROUP');
		if (!user || !app || !group) throw new Error('The practice org lacks something.');
		await admin.addToGroup(group.id, user.id);
		await admin.request('PUT', `/api/v1/apps/${app.id}/groups/${group.id}`, {});

		const explainAccess = { operation: 'explainAccess', returnAll: true };
		const ofUser = await workflowOf('Of a user', {
			...explainAccess,
			resource: 'user',
			userId: byId(user.id),
			explain: 'app',
			appId: { __rl: true, mode: 'name', value: app.label },
		});
		const ofApp = await workflowOf('Of an app', {
			...explainAccess,
			resource: 'application',
			appId: byId(app.id),
		});
		const { rest } = stage.n8n;
		const [one] = (await rest.run(ofUser, byHand.name)).items('Of a user');
		const all = (await rest.run(ofApp, byHand.name)).items('Of an app');

		expect(one?.json).toMatchObject({
			has: true,
			complete: true,
			login: textOf(user.profile, 'login'),
		});
		expect(one?.json.why).toContain(`through the group "${textOf(group.profile, 'name')}"`);
		expect(all).toHaveLength([...directory.appUsersFrom(app, 0)].length);
		expect(all.find(({ json }) => json.userId === user.id)?.json).toMatchObject({
			why: one?.json.why,
			toEnd: one?.json.toEnd,
		});
	});

	it('is not waited for any more when somebody presses Stop', async () => {
		const { directory, ledger } = stage.org;
		const user = active().find((one) =>
			directory.factorsOf(one).some(({ factorType }) => factorType === 'push'),
		);
		const polls = () => ledger.filter({ path: /\/transactions\// }).length;
		const workflow = await workflowOf('Ask', {
			resource: 'factor',
			operation: 'challengeAndWait',
			userId: byId(user?.id ?? ''),
		});
		const { rest } = stage.n8n;
		const id = await rest.start(workflow, byHand.name);
		await until(async () => await Promise.resolve(polls() > 0 || undefined));
		const pressed = Date.now();
		await rest.stopExecution(id);
		const execution = await rest.execution(id);

		expect(execution.status).toBe('canceled');
		expect(Date.now() - pressed).toBeLessThan(10_000);
		const before = polls();
		await new Promise((resolve) => setTimeout(resolve, 7_000));
		expect(polls()).toBe(before);
	});
});
