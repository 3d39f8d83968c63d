import { setTimeout as sleep } from 'node:timers/promises';
import type { Place } from '../org/directory/logEvent';
import { currentN8n, n8nVersions } from '../n8n/cache';
import type { SavedWorkflow } from '../n8n/rest';
import { hookScopes, openStage, type Stage, zoneScopes } from '../n8n/stage';
import { settled } from '../n8n/waiting';
import { TRIGGER, workflowOn } from './eventsOfOrg';
import { packedTarball } from './pack';

const berlin: Place = { ipAddress: '192.0.2.7', city: 'Berlin', country: 'Germany' };
const vienna: Place = { ipAddress: '198.51.100.9', city: 'Vienna', country: 'Austria' };

const events = ['user.authentication.auth_via_mfa'];
/** Hooks do not carry the second, which Classic Engine writes. */
const ofTheLog = [...events, 'user.mfa.okta_verify.deny_push'];
const conditions = { all: [{ field: 'country', operator: 'is', value: 'Germany' }] };
const count = { count: { times: 3, minutes: 60, by: 'actor' } };

const idOf = (actor: unknown): unknown =>
	typeof actor === 'object' && actor !== null ? Reflect.get(actor, 'id') : undefined;

describe.each(n8nVersions)('conditions and counts of Okta Trigger in n8n %s', (version) => {
	let stage: Stage;
	let people: string[];

	beforeAll(async () => {
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 40,
			scopes: [...hookScopes, ...zoneScopes],
		});
		people = [...stage.org.users.list()]
			.filter(({ status }) => status === 'ACTIVE')
			.map(({ id }) => id);
	});
	afterAll(() => stage.close());

	const next = (): string => {
		const person = people.pop();
		if (person === undefined) throw new Error('The org has too few active users.');
		return person;
	};
	const deny = async (person: string, from: Place, times = 1) => {
		for (let time = 0; time < times; time++) stage.org.console.denyPush(person, from);
		await stage.org.hooks.delivered();
	};
	const started = async ({ id }: SavedWorkflow) => await stage.n8n.rest.executionIds(id);
	const itemsOf = async (workflow: SavedWorkflow, wanted: number, seconds = 60) => {
		await settled(async () => (await started(workflow)).length >= wanted, seconds);
		const ids = await started(workflow);
		const executions = await Promise.all(ids.map((id) => stage.n8n.rest.execution(id)));
		return executions.flatMap((execution) => execution.items('Then').map(({ json }) => json));
	};

	it('starts with the third push denied in Germany, though n8n is killed after the second', async () => {
		const workflow = await workflowOn(stage, { source: 'hook', events, conditions, count });
		await stage.n8n.rest.activate(workflow);
		const person = next();
		await deny(person, berlin, 2);
		await deny(person, vienna, 2);
		await sleep(500);
		expect(await started(workflow)).toEqual([]);
		await stage.n8n.kill();
		await stage.n8n.restart();
		await deny(person, berlin);
		const items = await itemsOf(workflow, 1);
		await deny(person, berlin, 2);
		await sleep(500);
		expect(await started(workflow)).toHaveLength(1);
		await stage.n8n.rest.deactivate(workflow);

		expect(items).toEqual([
			expect.objectContaining({
				event: 'User Verified With MFA',
				outcome: 'FAILURE',
				reason: 'INVALID_CREDENTIALS',
				changes: null,
				factor: 'OKTA_VERIFY_PUSH',
				ipAddress: '192.0.2.7',
				country: 'Germany',
				city: 'Berlin',
				device: null,
				risk: null,
				zone: null,
				user: expect.objectContaining({ id: person }) as unknown,
				count: expect.objectContaining({ times: 3 }) as unknown,
			}),
		]);
	});

	if (version !== currentN8n) return;

	it('counts by the log what the hook missed, through a kill, and fires once for each number', async () => {
		const workflow = await workflowOn(stage, {
			source: 'both',
			interval: 1,
			events: ofTheLog,
			conditions,
			count,
		});
		await stage.n8n.rest.activate(workflow);
		stage.org.hooks.trouble({ dropped: 0.5, doubled: 0.3, reordered: 0.3 });
		stage.org.log.lagBehind({ least: 100, most: 2_000 });
		const several = [next(), next(), next()];
		for (const person of several) await deny(person, berlin, 4);
		await stage.n8n.kill();
		for (const person of several) {
			await deny(person, berlin, 2);
			stage.org.console.denyPush(person, berlin, 'classic');
		}
		await stage.n8n.restart();
		for (const person of several) await deny(person, berlin, 1);
		stage.org.hooks.trouble();
		// Eight make up two threes for each of three people.
		await settled(async () => (await itemsOf(workflow, 1, 1)).length >= 6, 150);
		await sleep(65_000);
		const items = await itemsOf(workflow, 1);
		await stage.n8n.rest.deactivate(workflow);
		stage.org.log.lagBehind();
		expect(items.map(({ actor }) => idOf(actor)).toSorted()).toEqual(
			several.flatMap((person) => [person, person]).toSorted(),
		);
	}, 300_000);

	it('judges zones by their addresses, and attributes by what was changed', async () => {
		const office = stage.org.directory.zones.list().find(({ name }) => name === 'Office Berlin');
		const zone = { __rl: true, mode: 'list', value: office?.id, cachedResultName: office?.name };
		const outside = await workflowOn(stage, {
			source: 'hook',
			events,
			conditions: { all: [{ field: 'notInZone', zone }] },
		});
		const moved = await workflowOn(stage, {
			source: 'hook',
			events: ['user.account.update_profile'],
			changed: 'department',
			options: { current: ['user', 'manager'] },
		});
		await stage.n8n.rest.activate(outside);
		await stage.n8n.rest.activate(moved);
		const person = next();
		await deny(person, berlin);
		await deny(person, vienna);
		await stage.org.console.updateUser(person, { city: 'Vienna' });
		await stage.org.console.updateUser(person, { department: 'Sales', managerId: people[0] });
		await stage.org.hooks.delivered();
		const [fromOutside, ofMover] = [await itemsOf(outside, 1), await itemsOf(moved, 1)];
		await stage.n8n.rest.deactivate(outside);
		await stage.n8n.rest.deactivate(moved);

		expect(fromOutside.map(({ city }) => city)).toEqual(['Vienna']);
		expect(ofMover).toEqual([
			expect.objectContaining({
				changes: expect.arrayContaining(['department', 'managerId']) as unknown,
				currentUser: expect.objectContaining({ id: person }) as unknown,
				currentManager: expect.objectContaining({ id: people[0] }) as unknown,
			}),
		]);
	});

	it('fetches by hand what meets the conditions', async () => {
		const workflow = await workflowOn(stage, {
			source: 'log',
			events: ofTheLog,
			conditions,
			count,
		});
		const execution = await stage.n8n.rest.run(workflow, TRIGGER);
		expect(execution.error).toBeUndefined();
		const places = new Set(execution.items(TRIGGER).map(({ json }) => json.country));
		expect([...places]).toEqual(['Germany']);
	});
});
