import { startOrg, type LogEvent, type Org } from '..';
import { bearerToken } from '../support/client';
import { text } from './model';
import { admin, asking, matching, person, refusal, type Admin } from './support/admin';

const DAY = 86_400_000;

let org: Org;
let okta: Admin;

beforeEach(async () => {
	org = await startOrg({ users: 0, groups: 1, apps: 0 });
	okta = admin(org);
});

afterEach(() => org.close());

describe('the System Log', () => {
	const happen = async (...names: string[]) => {
		for (const name of names) {
			org.clock.advance(1_000);
			await okta.object('POST', '/api/v1/users?activate=false', { profile: person(name) });
		}
	};
	const created = async (query: Record<string, string>) => {
		const events = await okta.list(`/api/v1/logs${asking(query)}`);
		return events.map((event) => {
			const id = /"id":"(00u\w+)"/.exec(JSON.stringify(event.target))?.[1] ?? '';
			const user = org.directory.findUser(id);
			return text(user?.profile ?? {}, 'firstName');
		});
	};

	it('names actor, target, outcome and request of what happened', async () => {
		await happen('Ana');
		const [event] = await okta.list('/api/v1/logs');

		expect(event).toMatchObject({
			uuid: matching(/^[\da-f-]{36}$/),
			published: matching(/Z$/),
			eventType: 'user.lifecycle.create',
			severity: 'INFO',
			actor: { ...org.directory.administrator, type: 'User' },
			target: [{ type: 'User', alternateId: 'ana@people.example' }],
			outcome: { result: 'SUCCESS' },
			debugContext: { debugData: { requestUri: '/api/v1/users' } },
		});
	});

	it('is polled: there is always a next link, which later gives what is new', async () => {
		await happen('Ana');
		const first = await okta('GET', '/api/v1/logs');
		const empty = await okta('GET', first.next ?? '');
		await happen('Ben');
		const second = await okta('GET', empty.next ?? '');

		expect(first.body).toHaveLength(1);
		expect(empty.body).toEqual([]);
		expect(second.body).toMatchObject([{ target: [{ alternateId: 'ben@people.example' }] }]);
		expect(second.next).toBeDefined();
	});

	it('ends when an end is given', async () => {
		await happen('Ana', 'Ben', 'Cem');
		org.clock.advance(1_000);
		const until = new Date(org.clock.now()).toISOString();
		const { items, pages } = await okta.all(`/api/v1/logs${asking({ until, limit: '2' })}`);

		expect(items).toHaveLength(3);
		expect(pages).toBe(2);
	});

	it('starts seven days ago unless told otherwise', async () => {
		await happen('Ana');
		org.clock.advance(8 * 86_400_000);
		await happen('Ben');

		expect(await created({})).toEqual(['Ben']);
		const since = new Date(org.clock.now() - 9 * 86_400_000).toISOString();
		expect(await created({ since })).toEqual(['Ana', 'Ben']);
	});

	it('comes newest first when asked, and ends', async () => {
		await happen('Ana', 'Ben', 'Cem');
		const first = await okta('GET', '/api/v1/logs?sortOrder=DESCENDING&limit=2');
		await happen('Dia');
		const second = await okta('GET', first.next ?? '');

		expect(first.body).toMatchObject([
			{ target: [{ alternateId: 'cem@people.example' }] },
			{ target: [{ alternateId: 'ben@people.example' }] },
		]);
		expect(second.body).toMatchObject([{ target: [{ alternateId: 'ana@people.example' }] }]);
		expect(second.next).toBeUndefined();
	});

	it('is filtered by type, target, actor, outcome, and searched for words', async () => {
		await happen('Ana', 'Ben');
		const [ana] = org.users.list();

		expect(await created({ filter: 'eventType eq "user.lifecycle.create"' })).toHaveLength(2);
		expect(await created({ filter: 'eventType sw "group."' })).toEqual([]);
		expect(await created({ filter: `target.id eq "${ana?.id ?? ''}"` })).toEqual(['Ana']);
		expect(await created({ filter: 'outcome.result ne "SUCCESS"' })).toEqual([]);
		expect(await created({ q: 'BEN@people.example create' })).toEqual(['Ben']);
	});

	it.each<Record<string, string>>([
		{ filter: 'published gt "2020-01-01T00:00:00Z"' },
		{ filter: 'target[type eq "User"]' },
		{ filter: 'debugContext.debugData.url co "users"' },
		{ filter: 'eventType' },
		{ since: '2020-01-01' },
		{ q: 'a b c d e f g h i j k' },
		{ q: 'x'.repeat(41) },
	])('refuses %j', async (query) => {
		expect(refusal(await okta('GET', `/api/v1/logs${asking(query)}`))).toMatchObject({
			status: 400,
			errorCode: 'E0000053',
		});
	});

	it.each(['since', 'until'])('refuses %s that is no date', async (name) => {
		const answer = await okta('GET', `/api/v1/logs${asking({ [name]: 'yesterday' })}`);

		expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000030' });
	});

	it('refuses a cursor it did not give out', async () => {
		expect(refusal(await okta('GET', '/api/v1/logs?after=made-up')).errorCode).toBe('E0000029');
	});
});

/** Milliseconds, as a time is written. */
const at = (time: number): string => new Date(time).toISOString();

describe('actors', () => {
	it('are the person behind an SSWS token, a service app by its client ID, and a person in the console', async () => {
		const app = await org.serviceApp({ label: 'n8n', scopes: ['okta.users.manage'] });
		const authorization = `Bearer ${await bearerToken(org, app, 'okta.users.manage')}`;
		await okta('POST', '/api/v1/users', { profile: person('Ana') }, { authorization });
		await okta('POST', '/api/v1/users', { profile: person('Ben') });
		await org.console.createUser(person('Cem'));
		const actors = org.log.events
			.filter(({ eventType }) => eventType === 'user.lifecycle.create')
			.map(({ actor: { id, type, displayName } }) => ({ id, type, displayName }));
		const { id, type, displayName } = org.directory.administrator;

		expect(actors).toEqual([
			{ id: app.clientId, type: 'PublicClientApp', displayName: 'n8n' },
			{ id, type, displayName },
			{ id, type, displayName },
		]);
		expect(type).toBe('User');
	});

	it('include the app that gets a token', async () => {
		const app = await org.serviceApp({ scopes: ['okta.users.read'] });
		await bearerToken(org, app, 'okta.users.read');

		expect(org.log.events).toMatchObject([
			{
				eventType: 'app.oauth2.token.grant.access_token',
				actor: { id: app.clientId, type: 'PublicClientApp' },
			},
		]);
	});
});

describe('targets', () => {
	const typesOf = (eventType: string): string[] | undefined =>
		org.log.events.find((event) => event.eventType === eventType)?.target?.map(({ type }) => type);

	it('come in the order Okta gives them', async () => {
		const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
		const group = await okta.object('POST', '/api/v1/groups', { profile: { name: 'Bees' } });
		const app = org.apps.add({
			name: 'bookmark',
			label: 'Hive',
			signOnMode: 'BOOKMARK',
			created: 0,
		});
		const [userId, groupId] = [text(user, 'id'), text(group, 'id')];
		await org.console.addToGroup(groupId, userId);
		await org.console.assignApp(app.id, userId);
		await org.console.request('PUT', `/api/v1/apps/${app.id}/groups/${groupId}`);

		expect(typesOf('user.lifecycle.create')).toEqual(['User']);
		expect(typesOf('group.user_membership.add')).toEqual(['User', 'UserGroup']);
		expect(typesOf('application.user_membership.add')).toEqual(['AppUser', 'AppInstance', 'User']);
		expect(typesOf('group.application_assignment.add')).toEqual(['UserGroup', 'AppInstance']);
	});
});

describe('one request', () => {
	it('is one transaction, which is the ID of its answer', async () => {
		const { headers } = await okta('POST', '/api/v1/users', { profile: person('Ana') });
		const ids = org.log.events.map(({ transaction }) => transaction.id);

		expect(ids).toEqual(Array.from({ length: 2 }, () => headers.get('x-okta-request-id')));
	});

	it('that is refused writes nothing', async () => {
		await okta('POST', '/api/v1/users', { profile: person('Ana', { login: 'no address' }) });

		expect(org.log.events).toEqual([]);
	});

	it('that resets Okta Verify is an event for each method, with the method in the reason', async () => {
		const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
		const factors = `/api/v1/users/${text(user, 'id')}/factors`;
		let push = '';
		for (const factorType of ['token:software:totp', 'push'])
			push = text(
				await okta.object('POST', `${factors}?activate=true`, { factorType, provider: 'OKTA' }),
				'id',
			);
		await okta('DELETE', `${factors}/${push}`);
		const resets = org.log.events.filter(
			({ eventType }) => eventType === 'user.mfa.factor.deactivate',
		);

		expect(resets.map(({ outcome }) => outcome.reason).sort()).toEqual([
			'User reset OKTA_SOFT_TOKEN factor',
			'User reset OKTA_VERIFY_PUSH factor',
			'User reset SIGNED_NONCE factor',
		]);
		expect(new Set(resets.map(({ transaction }) => transaction.id)).size).toBe(1);
	});
});

describe('admin roles', () => {
	it('are written with what is left of them, and as revoked when nothing is', async () => {
		const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
		const roles = `/api/v1/users/${text(user, 'id')}/roles`;
		const ids: string[] = [];
		for (const type of ['APP_ADMIN', 'HELP_DESK_ADMIN'])
			ids.push(text(await okta.object('POST', roles, { type }), 'id'));
		for (const id of ids) await okta('DELETE', `${roles}/${id}`);

		expect(
			org.log.events
				.filter(({ eventType }) => eventType.includes('privilege'))
				.map(({ eventType, debugContext: { debugData } }) => [
					eventType,
					debugData.privilegeGranted,
				]),
		).toEqual([
			['user.account.privilege.grant', 'Application Administrator'],
			['user.account.privilege.grant', 'Application Administrator, Help Desk Administrator'],
			['user.account.privilege.grant', 'Help Desk Administrator'],
			['user.account.privilege.revoke', undefined],
		]);
	});
});

describe('a leaver', () => {
	it('loses apps however they came, stays in the groups, and all of it is written', async () => {
		const user = await okta.object('POST', '/api/v1/users', { profile: person('Ana') });
		const group = await okta.object('POST', '/api/v1/groups', { profile: { name: 'Bees' } });
		const [userId, groupId] = [text(user, 'id'), text(group, 'id')];
		const [own, through] = ['Own', 'Through'].map((label) =>
			org.apps.add({ name: 'bookmark', label, signOnMode: 'BOOKMARK', created: 0 }),
		);
		await org.console.request('PUT', `/api/v1/apps/${through?.id ?? ''}/groups/${groupId}`);
		await org.console.addToGroup(groupId, userId);
		await org.console.assignApp(own?.id ?? '', userId);
		const before = org.log.events.length;
		await org.console.deactivate(userId);

		expect(
			org.log.events
				.slice(before)
				.map(({ eventType, target }) => [eventType, target?.at(-2)?.displayName]),
		).toEqual([
			['application.user_membership.remove', 'Own'],
			['application.user_membership.remove', 'Through'],
			['user.lifecycle.deactivate', undefined],
		]);
		expect((await okta.list(`/api/v1/users/${userId}/groups`)).map(({ id }) => id)).toContain(
			groupId,
		);
	});
});

describe('a log that lags behind', () => {
	/** One event a second. */
	const happen = async (count: number): Promise<readonly LogEvent[]> => {
		for (let done = 0; done < count; done++) {
			await org.console.request('POST', '/api/v1/groups', { profile: { name: `Group ${done}` } });
			org.clock.advance(1_000);
		}
		return org.log.events;
	};
	const uuids = (events: ReadonlyArray<{ uuid?: unknown }>): unknown[] =>
		events.map(({ uuid }) => uuid);
	/** Polls until nothing comes. */
	const drain = async (
		url: string | undefined,
	): Promise<{ seen: unknown[]; next: string | undefined }> => {
		const seen: unknown[] = [];
		for (let next = url; ;) {
			const answer = await okta('GET', next ?? '');
			const page = Array.isArray(answer.body) ? answer.body : [];
			next = answer.next;
			if (page.length === 0) return { seen, next };
			seen.push(...uuids(page));
		}
	};

	it('shows nothing before its time', async () => {
		org.log.lagBehind({ least: 5_000, most: 5_000 });
		const events = await happen(1);

		expect(await okta.list('/api/v1/logs')).toEqual([]);
		org.clock.advance(5_000);
		expect(uuids(await okta.list('/api/v1/logs'))).toEqual(uuids(events));
	});

	it('shows a poller everything exactly once, in another order than it happened', async () => {
		org.log.lagBehind({ seed: 3, least: 0, most: 20_000 });
		const first = await okta('GET', '/api/v1/logs?limit=7');
		const events = await happen(60);
		const early = await drain(first.next);
		org.clock.advance(20_000);
		const late = await drain(early.next);
		const seen = [...early.seen, ...late.seen];

		expect(early.seen.length).toBeLessThan(60);
		expect(seen).toHaveLength(60);
		expect(new Set(seen)).toEqual(new Set(uuids(events)));
		expect(seen).not.toEqual(uuids(events));
	});

	it('is in the order of `published` for a bounded query, which misses what came later', async () => {
		org.log.lagBehind({ seed: 3, least: 0, most: 20_000 });
		const begin = org.clock.now();
		const events = await happen(60);
		const range = asking({ since: at(begin), until: at(org.clock.now() + DAY), limit: '9' });
		const early = await okta.all(`/api/v1/logs${range}`);
		org.clock.advance(20_000);
		const late = await okta.all(`/api/v1/logs${range}`);

		expect(early.items.length).toBeLessThan(60);
		expect(uuids(early.items)).toEqual(
			uuids(events.filter(({ uuid }) => uuids(early.items).includes(uuid))),
		);
		expect(uuids(late.items)).toEqual(uuids(events));
	});

	it('polls from when the log came to show things, not from when they happened', async () => {
		org.log.lagBehind({ least: 60_000, most: 60_000 });
		const events = await happen(1);
		const since = at(org.clock.now() + 30_000);
		org.clock.advance(60_000);

		expect(uuids(await okta.list(`/api/v1/logs${asking({ since })}`))).toEqual(uuids(events));
		expect(
			await okta.list(`/api/v1/logs${asking({ since, until: at(org.clock.now() + 1) })}`),
		).toEqual([]);
	});

	it('is the same for the same seed', async () => {
		org.log.lagBehind({ seed: 5, least: 0, most: 9_000 });
		await happen(20);
		org.clock.advance(9_000);
		const order = (): number[] => org.log.persisted.slice(-20).map(({ sequence }) => sequence % 20);
		const once = order();
		await org.close();
		org = await startOrg({ users: 0, groups: 1, apps: 0 });
		okta = admin(org);
		org.log.lagBehind({ seed: 5, least: 0, most: 9_000 });
		await happen(20);
		org.clock.advance(9_000);

		expect(order()).toEqual(once);
		expect(once).not.toEqual([...once].sort((a, b) => a - b));
	});
});

describe('a cursor', () => {
	const next = async (): Promise<string> => (await okta('GET', '/api/v1/logs?limit=1')).next ?? '';

	it('and a start are refused together', async () => {
		const answer = await okta('GET', `${await next()}&since=${at(org.clock.now())}`);

		expect(refusal(answer)).toMatchObject({
			status: 400,
			errorCode: 'E0000001',
			causes: [matching(/mutually exclusive/)],
		});
	});

	it('keeps filter, words and page size, and takes the place of the start', async () => {
		const asked = asking({
			since: at(org.clock.now()),
			filter: 'eventType sw "user."',
			q: 'ana',
			limit: '3',
		});
		const url = new URL((await okta('GET', `/api/v1/logs${asked}`)).next ?? '');

		expect(Object.fromEntries(url.searchParams)).toEqual({
			filter: 'eventType sw "user."',
			q: 'ana',
			limit: '3',
			after: matching(/./),
		});
	});

	it('is refused when it grew too old, and when the org gave it up', async () => {
		const old = await next();
		org.clock.advance(91 * DAY);
		const given = await next();

		expect(refusal(await okta('GET', old))).toMatchObject({ status: 400, errorCode: 'E0000029' });
		expect((await okta('GET', given)).status).toBe(200);
		org.log.invalidateCursors();
		expect(refusal(await okta('GET', given))).toMatchObject({ status: 400, errorCode: 'E0000029' });
		expect((await okta('GET', await next())).status).toBe(200);
	});

	it('of a poll is of no use to a bounded query', async () => {
		const answer = await okta('GET', `${await next()}&until=${at(org.clock.now())}`);

		expect(refusal(answer)).toMatchObject({ status: 400, errorCode: 'E0000029' });
	});

	it('reads on where it was: what lies before is not looked at again', async () => {
		for (let done = 0; done < 30; done++)
			await org.console.request('POST', '/api/v1/groups', { profile: { name: `Group ${done}` } });
		const filter = asking({ filter: 'eventType eq "user.lifecycle.create"', limit: '1' });
		const { next: place } = await okta('GET', `/api/v1/logs${filter}`);
		let looked = 0;
		for (const { event } of org.log.persisted) {
			const { eventType } = event;
			Object.defineProperty(event, 'eventType', {
				enumerable: true,
				get: () => (looked++, eventType),
			});
		}
		await org.console.createUser(person('Ana'), { activate: false });

		expect(await okta.list(place ?? '')).toHaveLength(1);
		expect(looked).toBe(0);
	});
});

describe('the log', () => {
	it('forgets after ninety days', async () => {
		await org.console.createUser(person('Ana'));
		org.clock.advance(89 * DAY);
		const since = at(org.clock.now() - 100 * DAY);
		const until = at(org.clock.now() + DAY);
		const kept = async () =>
			Promise.all(
				[asking({ since }), asking({ since, until })].map(
					async (query) => (await okta.list(`/api/v1/logs${query}`)).length,
				),
			);

		expect(await kept()).toEqual([2, 2]);
		org.clock.advance(2 * DAY);
		expect(await kept()).toEqual([0, 0]);
	});

	it('does not end a list newest first before its start', async () => {
		await org.console.createUser(person('Ana'));
		org.clock.advance(DAY);
		const since = at(org.clock.now() - 1_000);
		await org.console.createUser(person('Ben'));
		const { items } = await okta.all(
			`/api/v1/logs${asking({ since, sortOrder: 'DESCENDING', limit: '1' })}`,
		);

		expect(items).toHaveLength(2);
	});
});
