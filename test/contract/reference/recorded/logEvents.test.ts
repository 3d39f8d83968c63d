import { eventTypes } from '../../../../nodes/Okta/objects/eventTypes';
import type { TriggerHost } from '../../../engine/harness';
import { closeWorlds, openWorld } from '../../../engine/world';
import { isObject, type JsonObject } from '../../../org/directory/request';
import { listAt, objectAt, textAt } from './builders';
import { logEvents } from './pairs';

const hosts: TriggerHost[] = [];

afterEach(async () => {
	await Promise.all(hosts.splice(0).map(async (host) => await host.close()));
	await closeWorlds();
});

const recorded = logEvents.map(({ event }) => event);
const typesOf = (rows: ReadonlyArray<Readonly<Record<string, unknown>>>): unknown[] =>
	rows.map(({ eventType }) => eventType);

const NOTHING = ['', 'null', 'unknown'];
const isSaid = (value: unknown): value is string =>
	typeof value === 'string' && !NOTHING.includes(value.toLowerCase());

/** The name, login or ID by which people know somebody or something. */
const nameOf = (who: JsonObject): unknown =>
	[who.displayName, who.alternateId, who.id].find(isSaid) ?? '';

describe('recorded events of the System Log', () => {
	const search = async (output: string) => {
		const { n8n, org, credential } = await openWorld({ org: { users: 1 } });
		org.faults.add({ path: '/api/v1/logs', then: { status: 200, body: recorded } });
		const { items, error } = await n8n.run({
			parameters: { resource: 'systemLog', operation: 'search', returnAll: true, output },
			credential,
		});
		expect(error).toBeUndefined();
		return items.map(({ json }) => json);
	};

	it('come whole', async () => {
		expect(recorded).toHaveLength(39);
		expect(await search('everything')).toEqual(recorded);
	});

	it('come in rows that name who did what to whom, and say nothing that Okta does not know', async () => {
		const rows = await search('simplified');

		expect(typesOf(rows)).toEqual(typesOf(recorded));
		for (const [index, row] of rows.entries()) {
			const event = recorded[index] ?? {};
			const values = Object.values(row);
			const targets = listAt(event.target);
			expect(values.filter((value) => isObject(value) || Array.isArray(value))).toEqual([]);
			expect(values.filter((value) => typeof value === 'string' && !isSaid(value))).toEqual([]);
			expect(row.actorName ?? '').toBe(nameOf(objectAt(event.actor)));
			expect(row.outcome ?? '').toBe(textAt(objectAt(event.outcome), 'result'));
			for (const target of targets)
				if (isSaid(nameOf(target))) expect(row.targets).toContain(nameOf(target));
		}
	});

	/** The same as an org has them: anonymised ones share their IDs, and some have lost their time. */
	const events = (now: number): JsonObject[] =>
		recorded.map((event, index) => ({
			...objectAt(event),
			uuid: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`,
			published: new Date(now).toISOString(),
		}));

	const listen = async (source: 'hook' | 'log', types: readonly unknown[]) => {
		const scopes = ['okta.eventHooks.manage', 'okta.logs.read'];
		const world = await openWorld({ org: { users: 1 }, app: { scopes } });
		const host = await world.n8n.host({
			type: 'n8n-nodes-okta.oktaTrigger',
			parameters: { source, otherEvents: types.join(', ') },
			credential: world.credential,
		});
		hosts.push(host);
		await host.activate();
		return { ...world, host };
	};

	const expectAll = (host: TriggerHost, sent: readonly JsonObject[]) => {
		const items = host.executions.flatMap((execution) => execution.items);
		// The invented IDs make several resets one.
		const all = items.flatMap((item) => [item, ...listAt(item.folded)]);
		expect(all.map(({ uuid }) => uuid)).toEqual(sent.map(({ uuid }) => uuid));
		for (const item of items) {
			const event = objectAt(sent.find(({ uuid }) => uuid === item.uuid));
			expect(item.eventType).toBe(event.eventType);
			expect(item.log).toEqual(event);
			expect(textAt(objectAt(item.actor), 'name')).toBe(nameOf(objectAt(event.actor)));
			expect(item.outcome ?? '').toBe(textAt(objectAt(event.outcome), 'result'));
		}
	};

	it('start the flow each, when the trigger reads them', async () => {
		const { host, org } = await listen('log', [...new Set(typesOf(recorded))]);
		const sent = events(org.clock.now());
		org.faults.add({ path: '/api/v1/logs', times: 1, then: { rewrite: () => sent } });
		await host.poll();
		await host.idle();

		expectAll(host, sent);
	});

	it('start the flow each, when Okta delivers them', async () => {
		const carried = eventTypes.filter(({ logOnly }) => !logOnly).map(({ value }) => value);
		const isCarried = ({ eventType }: Readonly<Record<string, unknown>>): boolean =>
			carried.some((type) => type === eventType);
		const { host, org } = await listen('hook', [...new Set(typesOf(recorded.filter(isCarried)))]);
		const sent = events(org.clock.now()).filter(isCarried);
		const [hook] = org.directory.eventHooks.list();
		const answer = await fetch(hook?.uri ?? '', {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				[hook?.auth?.key ?? '']: hook?.auth?.value ?? '',
			},
			body: JSON.stringify({ eventType: 'com.okta.event_hook', data: { events: sent } }),
		});
		await host.idle();

		expect(answer.status).toBe(200);
		expect(sent.length).toBeGreaterThan(20);
		expectAll(host, sent);
	});
});
