import { byId } from '../engine/harness/parameters';
import { hookKinds, type HookType } from '../../nodes/Okta/objects/inlineHooks';
import {
	ANSWER,
	answeringWorkflow,
	answers,
	ASKED,
	consequences,
	malformed,
	unchanged,
	wait,
} from '../n8n/answering';
import { hookChosenAt, type Occasion } from '../org/directory/hookChoices';
import { n8nVersions } from '../n8n/cache';
import type { SavedWorkflow } from '../n8n/rest';
import { inlineHookScopes, openStage, type Stage } from '../n8n/stage';
import { packedTarball } from './pack';

const TOKEN = 'com.okta.oauth2.tokens.transform';
const REGISTRATION = 'com.okta.user.pre-registration';
const SAML = 'com.okta.saml.tokens.transform';
const types = hookKinds.map(({ type }) => type);

/** Something for each type, one after another. */
async function each<T>(work: (type: HookType) => Promise<T>): Promise<T[]> {
	const made: T[] = [];
	for (const type of types) made.push(await work(type));
	return made;
}

/** The same for all types at once. */
async function atOnce<T>(work: (type: HookType) => Promise<T>): Promise<T[]> {
	return await Promise.all(types.map(work));
}

describe.each(n8nVersions)('Okta Inline Hook in n8n %s', (version) => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 20,
			scopes: [
				...inlineHookScopes,
				'okta.policies.manage',
				'okta.apps.manage',
				'okta.authorizationServers.manage',
			],
		});
		// What is late on a busy machine is late by little, and asked once; the test says by how much.
		stage.org.inlineHooks.timeout = 10_000;
	});
	afterAll(() => stage.close());

	/** Where a hook of the type is chosen through the API: as the form says it, and as the org knows it. */
	const placeFor = async (
		type: HookType,
	): Promise<{ form?: Record<string, unknown>; occasion?: Occasion }> => {
		const { directory, console } = stage.org;
		if (type === REGISTRATION) {
			const policies = directory.policies.list();
			const policyId = policies.find((policy) => policy.type === 'PROFILE_ENROLLMENT')?.id ?? '';
			return { form: { profilePolicyId: byId(policyId) }, occasion: { policyId } };
		}
		if (type === TOKEN) {
			const [server] = directory.authorizationServers.list();
			const [policy] = server?.policies ?? [];
			const ruleId = policy?.rules[0]?.id ?? '';
			const form = {
				authServerId: byId(server?.id ?? ''),
				accessPolicyId: byId(policy?.id ?? ''),
				tokenRuleId: byId(ruleId),
			};
			return { form, occasion: { ruleId } };
		}
		if (type !== SAML) return {};
		const url = 'https://expenses.acme.example/saml';
		await console.request('POST', '/api/v1/apps', {
			label: 'Expenses',
			signOnMode: 'SAML_2_0',
			settings: {
				signOn: { ssoAcsUrl: url, recipient: url, destination: url, audience: 'expenses' },
			},
		});
		const appId = directory.apps.list().find(({ label }) => label === 'Expenses')?.id ?? '';
		return { form: { samlAppId: byId(appId) }, occasion: { appId } };
	};

	const statuses = () => stage.org.inlineHooks.attempts.splice(0).map(({ status }) => status);

	it.each(hookKinds.map(({ name, type }) => ({ name, type })))(
		'answers $name from the end of a flow',
		async ({ type }) => {
			const { form, occasion } = await placeFor(type);
			const workflow = await answeringWorkflow(stage, type, { form });
			await stage.n8n.rest.activate(workflow);
			const hook = occasion && (hookChosenAt(stage.org.directory, occasion) ?? null);
			const { failure, consequence } = await stage.org.inlineHooks.occur(type, stage.org.url, {
				hook,
			});
			await stage.n8n.rest.deactivate(workflow);

			expect(failure).toBeUndefined();
			expect(consequence).toMatchObject(consequences[type]);
			expect(consequence.error).toBeUndefined();
			expect(statuses()).toEqual([200]);
			expect(stage.org.directory.inlineHooks.activeOf(type)).toBeUndefined();
		},
	);

	const switchOn = async (workflows: readonly SavedWorkflow[]) => {
		for (const workflow of workflows) await stage.n8n.rest.activate(workflow);
	};
	/** What each of the workflows, all active at a time, comes to when Okta asks once by each hook. */
	const askAll = async (workflows: readonly SavedWorkflow[], inTurn = atOnce) => {
		const { org, n8n } = stage;
		return await inTurn(async (type) => {
			const { failure, consequence } = await org.inlineHooks.occur(type, org.url);
			const workflow = workflows[types.indexOf(type)];
			const ids = workflow ? await n8n.rest.executionIds(workflow.id) : [];
			return { type, failure, consequence, ids };
		});
	};
	const switchOff = async (workflows: readonly SavedWorkflow[]) => {
		for (const workflow of workflows) await stage.n8n.rest.deactivate(workflow);
	};
	const askToTheEnd = async (workflows: readonly SavedWorkflow[], inTurn = atOnce) => {
		await switchOn(workflows);
		const asked = await askAll(workflows, inTurn);
		const executions = await Promise.all(
			workflows.map(async ({ id }) => await stage.n8n.rest.nextExecution(id)),
		);
		await switchOff(workflows);
		return { asked, executions };
	};
	const decided = (asked: Awaited<ReturnType<typeof askAll>>) =>
		Object.fromEntries(asked.map(({ type, consequence }) => [type, consequence.decision]));

	it('answers by itself where the flow is late, and the execution says so, for each type', async () => {
		const workflows = await each((type) => answeringWorkflow(stage, type, { before: [wait(3)] }));
		// One after another, so that nothing but the machine keeps n8n from its timer.
		const { asked, executions } = await askToTheEnd(workflows, each);

		const taken = stage.org.inlineHooks.attempts.map(({ milliseconds }) => milliseconds);
		expect(statuses()).toEqual(types.map(() => 204));
		expect(Math.min(...taken)).toBeLessThan(3_000);
		expect(decided(asked)).toEqual(unchanged);
		const token = asked.find(({ type }) => type === TOKEN);
		expect(JSON.stringify(token?.consequence.result)).not.toContain('level');
		for (const execution of executions) {
			expect(execution.status).toBe('error');
			expect(execution.error).toMatch(/^The answer is \d\.\d seconds too late/);
			expect(execution.items(ASKED)).toHaveLength(1);
		}
		expect(await stage.n8n.log()).not.toContain('Error with Webhook-Response');
	});

	it('sends nothing of an answer that Okta would leave aside, for each type', async () => {
		const workflows = await each((type) =>
			answeringWorkflow(stage, type, { answer: malformed[type] }),
		);
		const { asked, executions } = await askToTheEnd(workflows);

		expect(new Set(statuses())).toEqual(new Set([204]));
		expect(decided(asked)).toEqual(unchanged);
		expect(asked.map(({ consequence }) => consequence.error)).toEqual(types.map(() => undefined));
		expect(executions.map(({ status }) => status)).toEqual(types.map(() => 'error'));
	});

	it('refuses whoever registers where the form says so and the flow fails', async () => {
		const workflow = await answeringWorkflow(stage, REGISTRATION, {
			form: { whenLate: 'refuse', lateMessage: 'Try again' },
			answer: { decision: 'PERHAPS' },
		});
		await stage.n8n.rest.activate(workflow);
		const { consequence } = await stage.org.inlineHooks.occur(REGISTRATION, stage.org.url);
		await stage.n8n.rest.deactivate(workflow);

		expect(consequence.decision).toBe('DENY');
		expect(stage.org.inlineHooks.attempts.splice(0)).toHaveLength(1);
	});

	it('starts nothing for whoever does not know the secret, for each type', async () => {
		const workflows = await each((type) => answeringWorkflow(stage, type));
		await switchOn(workflows);
		for (const type of types) {
			const hook = stage.org.directory.inlineHooks.activeOf(type);
			if (hook?.auth) hook.auth.value = 'another';
		}
		const asked = await askAll(workflows);
		await switchOff(workflows);

		expect(asked.map(({ failure }) => failure)).toEqual(
			types.map(() => 'The receiver answered 401'),
		);
		expect(new Set(statuses())).toEqual(new Set([401]));
		expect(asked.flatMap(({ ids }) => ids)).toEqual([]);
	});

	it('refuses to answer twice', async () => {
		const workflow = await answeringWorkflow(stage, TOKEN, { again: answers[TOKEN] });
		await stage.n8n.rest.activate(workflow);
		const { consequence } = await stage.org.inlineHooks.occur(TOKEN, stage.org.url);
		const execution = await stage.n8n.rest.nextExecution(workflow.id);
		await stage.n8n.rest.deactivate(workflow);

		expect(consequence).toMatchObject(consequences[TOKEN]);
		expect(execution.error).toBe(`“${ANSWER}” has answered Okta already`);
		expect(statuses()).toEqual([200]);
	});

	it('lets another node answer where one could not', async () => {
		const form = { answer: malformed[TOKEN], again: answers[TOKEN] };
		const workflow = await answeringWorkflow(stage, TOKEN, form);
		await stage.n8n.rest.activate(workflow);
		const { consequence } = await stage.org.inlineHooks.occur(TOKEN, stage.org.url);
		const execution = await stage.n8n.rest.nextExecution(workflow.id);
		await stage.n8n.rest.deactivate(workflow);

		expect(consequence).toMatchObject(consequences[TOKEN]);
		expect(execution.status).toBe('success');
		expect(statuses()).toEqual([200]);
	});

	it('puts out in the editor what was answered to a preview of Okta’s', async () => {
		const workflow = await answeringWorkflow(stage, TOKEN);
		await stage.n8n.rest.listen(workflow, ASKED);
		const [hook] = stage.org.directory.inlineHooks
			.list()
			.filter(({ name }) => name.startsWith('n8n test: '));
		const answer = await stage.org.console.request(
			'POST',
			`/api/v1/inlineHooks/${hook?.id}/execute`,
			{ eventType: TOKEN, data: { access: { claims: { department: 'R&D' } } } },
		);
		const execution = await stage.n8n.rest.nextExecution(workflow.id);

		expect(answer).toMatchObject({ commands: [{ type: 'com.okta.access.patch' }] });
		expect(execution.items(ANSWER)).toMatchObject([
			{
				json: {
					answered: 'Token',
					leftOut: ['The access token has no lifetime to set', 'Okta issues no ID token here'],
				},
			},
		]);
	});

	it('leaves Okta to its own devices while n8n is off, for each type', async () => {
		const workflows = await each((type) => answeringWorkflow(stage, type));
		await switchOn(workflows);
		await stage.n8n.kill();
		const ask = async () =>
			await atOnce(async (type) => await stage.org.inlineHooks.occur(type, stage.org.url));
		const off = await ask();
		await stage.n8n.restart();
		const on = await ask();

		expect(off.map(({ failure }) => failure)).toEqual(
			types.map(() => 'The receiver could not be reached'),
		);
		expect(
			Object.fromEntries(types.map((type, place) => [type, off[place]?.consequence.decision])),
		).toEqual({ ...unchanged, [REGISTRATION]: 'DENY' });
		expect(on.map(({ failure }) => failure)).toEqual(types.map(() => undefined));
	});
});
