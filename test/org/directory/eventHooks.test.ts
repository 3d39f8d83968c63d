import { startOrg, type Fate, type LogEvent, type Org, type Trouble } from '..';
import { HOOKABLE } from './eventTypes';
import {
	admin,
	containing,
	idOf,
	matching,
	person,
	refusal,
	type Admin,
	type Answer,
} from './support/admin';
import { Receiver } from './support/receiver';

let org: Org;
let okta: Admin;
let receiver: Receiver;

beforeEach(async () => {
	org = await startOrg({ users: 10, groups: 2, apps: 2 });
	okta = admin(org);
	receiver = await Receiver.start();
});

afterEach(async () => {
	await org.close();
	receiver.stop();
});

const config = () => ({
	uri: receiver.uri,
	headers: [{ key: 'X-Kind', value: 'hr' }],
	authScheme: { type: 'HEADER', key: 'Authorization', value: 'open sesame' },
});
const hook = (more = {}) => ({
	name: 'Joiners',
	events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
	channel: { type: 'HTTP', version: '1.0.0', config: config() },
	...more,
});
const create = async (more = {}) =>
	idOf(await okta.object('POST', '/api/v1/eventHooks', hook(more)));
const lifecycle = (id: string, what: 'verify' | 'activate' | 'deactivate'): Promise<Answer> =>
	okta('POST', `/api/v1/eventHooks/${id}/lifecycle/${what}`);
/** A hook that receives. */
const listen = async (more = {}) => {
	const id = await create(more);
	expect((await lifecycle(id, 'verify')).status).toBe(200);
	return id;
};
let people = 0;
/** @returns what happened. */
const hire = async (count = 1): Promise<readonly LogEvent[]> => {
	const before = org.log.events.length;
	for (let hired = 0; hired < count; hired++)
		await org.console.createUser(person(`Person${people++}`), { activate: false });
	return org.log.events.slice(before);
};
/** Jest's own matchers are of type any. */
const aNumber: unknown = expect.any(Number);
const like = (part: object): unknown => expect.objectContaining(part);
const uuidsOf = (events: readonly LogEvent[]): string[] => events.map(({ uuid }) => uuid);
const failures = (): readonly LogEvent[] =>
	org.log.events.filter(({ eventType }) => eventType === 'event_hook.delivery');

describe('an event hook', () => {
	it('is created active and unverified, and never shows its secret', async () => {
		const created = await okta.object('POST', '/api/v1/eventHooks', hook());

		expect(created).toMatchObject({
			status: 'ACTIVE',
			verificationStatus: 'UNVERIFIED',
			events: { items: ['user.lifecycle.create'] },
		});
		expect(JSON.stringify(created)).not.toContain('sesame');
	});

	it('is verified when the receiver repeats the challenge of one GET', async () => {
		const { status, body } = await lifecycle(await create(), 'verify');

		expect({ status, body }).toMatchObject({
			status: 200,
			body: { verificationStatus: 'VERIFIED' },
		});
		expect(receiver.challenges).toEqual([
			like({
				authorization: 'open sesame',
				'x-kind': 'hr',
				'user-agent': 'Okta-Integrations',
			}),
		]);
	});

	it('is not verified by a receiver that answers wrongly twice, which the log tells', async () => {
		receiver.repeat = () => 'something else';
		const answer = await lifecycle(await create(), 'verify');

		expect(answer.body).toMatchObject({
			errorCode: 'E0000001',
			errorSummary: 'Api validation failed: eventHook',
			errorCauses: [{ errorSummary: 'Unable to verify event hook. Hook Joiners execution failed' }],
		});
		expect(answer.status).toBe(400);
		expect(receiver.challenges).toHaveLength(2);
		expect(org.log.events.at(-1)).toMatchObject({
			eventType: 'event_hook.verified',
			outcome: { result: 'FAILURE' },
		});
	});

	it('is not verified where nobody listens', async () => {
		const id = await create();
		receiver.stop();

		expect((await lifecycle(id, 'verify')).status).toBe(400);
	});

	it.each<[string, () => object]>([
		['address', () => ({ ...config(), uri: `${receiver.uri}/elsewhere` })],
		['headers', () => ({ ...config(), headers: [{ key: 'X-Kind', value: 'it' }] })],
		['secret', () => ({ ...config(), authScheme: { ...config().authScheme, value: 'other' } })],
	])('has to be verified again when its %s changes', async (_what, changed) => {
		const id = await listen();
		const channel = { type: 'HTTP', version: '1.0.0', config: changed() };
		const updated = await okta.object('PUT', `/api/v1/eventHooks/${id}`, hook({ channel }));
		await hire();
		await org.hooks.delivered();

		expect(updated.verificationStatus).toBe('UNVERIFIED');
		expect(receiver.deliveries).toEqual([]);
	});

	it('stays verified when only its events change, and keeps its secret when none is given', async () => {
		const id = await listen();
		const { authScheme, ...rest } = config();
		const unchanged = { ...rest, authScheme: { type: authScheme.type, key: authScheme.key } };
		const channel = { type: 'HTTP', version: '1.0.0', config: unchanged };
		const updated = await okta.object(
			'PUT',
			`/api/v1/eventHooks/${id}`,
			hook({ name: 'x', channel }),
		);
		await hire();
		await org.hooks.delivered();

		expect(updated.verificationStatus).toBe('VERIFIED');
		expect(receiver.deliveries[0]?.headers).toMatchObject({ authorization: 'open sesame' });
	});

	it('is deactivated before it is deleted', async () => {
		const path = `/api/v1/eventHooks/${await create()}`;

		expect((await okta('DELETE', path)).status).toBe(400);
		await okta('POST', `${path}/lifecycle/deactivate`);
		expect((await okta('DELETE', path)).status).toBe(204);
		expect(await okta.list('/api/v1/eventHooks')).toEqual([]);
	});

	it('is refused as the twenty-sixth that is active and verified, not as the twenty-sixth', async () => {
		const ids: string[] = [];
		for (let count = 0; count < 25; count++) ids.push(await listen());
		const extra = await create();
		const [first = ''] = ids;

		expect(refusal(await lifecycle(extra, 'verify'))).toMatchObject({
			errorCode: 'E0000001',
			causes: [containing('25')],
		});
		await lifecycle(first, 'deactivate');
		expect((await lifecycle(extra, 'verify')).status).toBe(200);
		expect((await lifecycle(first, 'activate')).status).toBe(400);
	});

	const channelTo = (uri: string) => ({
		channel: { type: 'HTTP', version: '1.0.0', config: { uri } },
	});
	it.each<[string, object]>([
		['no events', { events: { type: 'EVENT_TYPE', items: [] } }],
		[
			'an event type that is only logged',
			{ events: { type: 'EVENT_TYPE', items: ['user.lifecycle.delete.completed'] } },
		],
		[
			'more than 300 event types',
			{ events: { type: 'EVENT_TYPE', items: [...HOOKABLE, ...HOOKABLE].slice(0, 301) } },
		],
		['a receiver without HTTPS elsewhere', channelTo('http://hooks.example/x')],
		['a receiver without HTTPS by name', channelTo('http://localhost:5678/x')],
		['something that is no address', channelTo('hooks.example')],
		['no channel', { channel: undefined }],
		['no name', { name: '' }],
	])('is refused with %s', async (_what, more) => {
		const { status, errorCode } = refusal(await okta('POST', '/api/v1/eventHooks', hook(more)));

		expect({ status, errorCode }).toEqual({ status: 400, errorCode: 'E0000001' });
	});

	it('is refused with the names of event types that are not known', async () => {
		const events = { type: 'EVENT_TYPE', items: ['user.lifecycle.create', 'user.lifecycle.begin'] };

		expect((await okta('POST', '/api/v1/eventHooks', hook({ events }))).body).toMatchObject({
			errorCauses: [{ errorSummary: containing("'user.lifecycle.begin'") }],
		});
	});
});

describe('events', () => {
	it('of the types asked for come with the headers of the hook, in the shape of the log', async () => {
		const id = await listen();
		const [event] = await hire();
		await org.console.addToGroup(
			org.groups.list().find(({ type }) => type === 'OKTA_GROUP')?.id ?? '',
			event?.target?.[0]?.id ?? '',
		);
		await org.hooks.delivered();
		const logged = await okta.list('/api/v1/logs?filter=eventType+eq+"user.lifecycle.create"');

		expect(receiver.deliveries).toEqual([
			{
				headers: like({
					authorization: 'open sesame',
					'x-kind': 'hr',
					'user-agent': 'Okta-Integrations',
					'content-type': 'application/json',
				}),
				eventId: matching(/^[\da-f-]{36}$/),
				events: logged,
				body: like({
					eventType: 'com.okta.event_hook',
					eventTypeVersion: '1.0',
					cloudEventsVersion: '0.1',
					source: `${org.url}/api/v1/eventHooks/${id}`,
					eventTime: matching(/Z$/),
					contentType: 'application/json',
				}),
			},
		]);
		expect(event?.debugContext.debugData).toMatchObject({ targetEventHookIds: id });
	});

	it('of a short while come together, and no more than so many', async () => {
		org.hooks.collecting = { milliseconds: 50, most: 4 };
		await listen();
		const events = await hire(10);
		await org.hooks.delivered();

		expect(receiver.uuids.flat().sort()).toEqual(uuidsOf(events).sort());
		expect(receiver.uuids.map(({ length }) => length).sort()).toEqual([2, 4, 4]);
	});

	it('of before the verification, and of a hook that is no longer active, never come', async () => {
		const id = await create();
		await hire();
		await lifecycle(id, 'verify');
		await hire();
		await lifecycle(id, 'deactivate');
		await org.hooks.delivered();

		expect(receiver.deliveries).toEqual([]);
		expect(org.hooks.attempts).toEqual([]);
	});

	it('are recorded attempt by attempt, without any secret', async () => {
		const id = await listen();
		const events = await hire(2);
		await org.hooks.delivered();

		expect(org.hooks.attempts).toEqual([
			{
				at: aNumber,
				hookId: id,
				eventId: receiver.deliveries[0]?.eventId,
				events: uuidsOf(events),
				attempt: 1,
				status: 204,
				milliseconds: aNumber,
			},
		]);
		expect(JSON.stringify(org.hooks.attempts)).not.toContain('sesame');
	});

	it.each([
		[500, 2],
		[503, 2],
		[401, 1],
		[404, 1],
		[302, 1],
	])(
		'answered %i come %i times, redirects are not followed, and the log tells',
		async (status, times) => {
			const id = await listen();
			receiver.answer = (response) => response.writeHead(status, { location: receiver.uri }).end();
			await hire();
			await org.hooks.delivered();

			expect(receiver.deliveries).toHaveLength(times);
			expect(new Set(receiver.deliveries.map(({ eventId }) => eventId)).size).toBe(1);
			expect(org.hooks.attempts.map(({ attempt, status }) => [attempt, status])).toEqual(
				Array.from({ length: times }, (_, index) => [index + 1, status]),
			);
			expect(failures()).toEqual([
				like({
					actor: like({ type: 'SystemPrincipal' }),
					outcome: { result: 'FAILURE', reason: `HTTP status ${status}` },
					target: [like({ id, type: 'EventHook' })],
				}),
			]);
		},
	);

	it('that were not answered in time, or not taken, come once more', async () => {
		await listen();
		org.hooks.timeout = 40;
		receiver.answer = () => undefined;
		await hire();
		await org.hooks.delivered();
		// A busy machine takes longer than that to break a connection off.
		org.hooks.timeout = 3_000;
		receiver.answer = (response) => response.destroy();
		await hire();
		await org.hooks.delivered();

		expect(org.hooks.attempts.map(({ attempt, failure }) => [attempt, failure])).toEqual([
			[1, 'timeout'],
			[2, 'timeout'],
			[1, 'network'],
			[2, 'network'],
		]);
		expect(failures()).toHaveLength(2);
	});

	it('wait three seconds for the receiver', () => {
		expect(org.hooks.timeout).toBe(3_000);
	});

	it('beyond what a day has are not delivered, until the next day', async () => {
		await listen();
		org.hooks.dailyCap = 3;
		const events = await hire(5);
		org.clock.advance(24 * 3_600_000);
		const next = await hire();
		await org.hooks.delivered();

		expect(receiver.uuids.flat()).toEqual(uuidsOf([...events.slice(0, 3), ...next]));
	});

	it('on their way when the org closes are given up', async () => {
		await listen();
		receiver.answer = () => undefined;
		await hire();
		await org.close();

		expect(failures()).toEqual([]);
		org = await startOrg({ users: 0 });
	});
});

describe('trouble', () => {
	/** One delivery for each event. */
	const each = async (count: number, trouble: Trouble) => {
		org.hooks.collecting = { milliseconds: 0, most: 1 };
		org.hooks.trouble(trouble);
		if (org.directory.eventHooks.list().length === 0) await listen();
		const events = await hire(count);
		await org.hooks.delivered();
		return uuidsOf(events);
	};
	const received = (): unknown[] => receiver.uuids.flat();
	const times = (uuid: string): number => received().filter((one) => one === uuid).length;

	it('drops deliveries without a trace for the receiver', async () => {
		await each(3, { dropped: 1 });

		expect(received()).toEqual([]);
		expect(org.hooks.attempts.map(({ attempt, failure }) => [attempt, failure])).toEqual(
			Array.from({ length: 3 }, () => [0, 'dropped']),
		);
		expect(failures()).toEqual([]);
	});

	it.each<[Fate, number]>([
		['doubled', 1],
		['doubledAnew', 2],
		['answerLost', 1],
	])('makes receivers get events twice: %s, under %i event ID(s)', async (fate, ids) => {
		const [uuid = ''] = await each(1, { [fate]: 1 });

		expect(times(uuid)).toBe(2);
		expect(new Set(receiver.deliveries.map(({ eventId }) => eventId)).size).toBe(ids);
	});

	it('lets the first attempt get lost, so that the retry is what arrives', async () => {
		const [uuid] = await each(1, { failedFirst: 1 });

		expect(received()).toEqual([uuid]);
		expect(org.hooks.attempts.map(({ attempt, status }) => [attempt, status])).toEqual([
			[1, undefined],
			[2, 204],
		]);
		expect(failures()).toEqual([]);
	});

	it('turns deliveries around', async () => {
		org.hooks.collecting = { milliseconds: 0, most: 2 };
		await listen();
		org.hooks.trouble({ reordered: 1, delay: 2_000 });
		const first = await hire(2);
		org.hooks.trouble();
		const second = await hire(2);
		await org.hooks.delivered();

		expect(received()).toEqual(uuidsOf([...second, ...first.toReversed()]));
	});

	it('makes deliveries late', async () => {
		await each(3, { delayed: 1, delay: 60 });

		expect(received()).toHaveLength(3);
	});

	it('is the same for the same seed, another for another, and hits about its shares', async () => {
		const shares = { dropped: 0.1, doubled: 0.1, failedFirst: 0.1 };
		const fatesOf = async (seed: number): Promise<unknown[]> => {
			org.hooks.attempts.length = 0;
			const uuids = await each(150, { seed, ...shares });
			return uuids.map((uuid) => org.hooks.attempts.find(({ events }) => events[0] === uuid)?.fate);
		};
		const once = await fatesOf(7);
		const again = await fatesOf(7);
		const other = await fatesOf(8);

		expect(again).toEqual(once);
		expect(other).not.toEqual(once);
		for (const fate of ['dropped', 'doubled', 'failedFirst']) {
			const hits = once.filter((one) => one === fate).length;
			expect(hits).toBeGreaterThan(5);
			expect(hits).toBeLessThan(30);
		}
	});

	it('ends when it is told to', async () => {
		await listen();
		org.hooks.trouble({ dropped: 1 });
		org.hooks.trouble();
		const events = await hire();
		await org.hooks.delivered();

		expect(received()).toEqual(uuidsOf(events));
	});
});
