import { setTimeout as sleep } from 'node:timers/promises';
import type { INodeParameters } from 'n8n-workflow';
import { textOf } from './scenarios/scenario';
import {
	closeLater,
	closeScenes,
	hooksOf,
	openScene,
	type Scene,
	scopes,
	settle,
	SUSPENDED,
	TRIGGER,
	usersIn,
} from './triggerScene';
import { openWorld, type World } from './world';

afterEach(closeScenes);

const including = (text: string): unknown => expect.stringContaining(text);

/** Waits for something to become true. */
async function until(isTrue: () => boolean): Promise<void> {
	for (let tries = 0; !isTrue() && tries < 1_000; tries++) await sleep(5);
}

/** Has n8n begin no execution until the answer is called, and fail with the second one. */
function holdUp({ host }: Scene, failure?: Error): () => void {
	let begin = (): void => undefined;
	const isBegun = new Promise<void>((resolve) => (begin = resolve));
	let executions = 0;
	host.beforeExecution = async () => {
		const place = ++executions;
		await isBegun;
		if (place === 2 && failure) throw failure;
	};
	return () => begin();
}

/** What was asked of the hooks, as lines. */
const hookCalls = ({ org }: World) =>
	org.ledger
		.filter({ path: /^\/api\/v1\/eventHooks/ })
		.map(({ method, path }) => `${method} ${path.replace(/who\w+/, '{id}')}`);

describe('through an event hook', () => {
	test('is registered and verified when the workflow is activated, and delivers', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const [user] = await scene.suspend();
		await settle(scene);

		expect(hooksOf(scene)).toMatchObject([
			{
				name: 'n8n: Host / Trigger',
				status: 'ACTIVE',
				verificationStatus: 'VERIFIED',
				items: SUSPENDED,
			},
		]);
		expect(usersIn(scene.host.executions)).toEqual([user]);
		expect(scene.host.answers).toEqual([200]);
	});

	test('is taken away when the workflow is deactivated', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		await scene.host.deactivate();
		expect(hooksOf(scene)).toEqual([]);
		// n8n asks for it once for each method, and the second time there is none left to take away.
		expect(hookCalls(scene).slice(-3)).toEqual([
			'POST /api/v1/eventHooks/{id}/lifecycle/deactivate',
			'DELETE /api/v1/eventHooks/{id}',
			'GET /api/v1/eventHooks',
		]);
	});

	test('keeps nothing by which a delivery could be forged', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const secret = hooksOf(scene)[0]?.auth?.value ?? '';
		expect(secret).toHaveLength(43);
		expect(scene.host.stored).not.toContain(secret);
	});

	test('stays as it is when n8n starts again', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const before = hookCalls(scene).length;
		scene.host.kill();
		await scene.host.activate('init');
		const [user] = await scene.suspend();
		await settle(scene);

		// Once for each method.
		expect(hookCalls(scene).slice(before)).toEqual([
			'GET /api/v1/eventHooks/{id}',
			'GET /api/v1/eventHooks/{id}',
		]);
		expect(usersIn(scene.host.executions)).toEqual([user]);
	});

	test('stays when Okta cannot be asked while n8n starts', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		scene.host.kill();
		scene.org.faults.add({ path: /eventHooks/, then: { status: 503 } });
		await scene.host.activate('init');
		const [user] = await scene.suspend();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual([user]);
	});

	test('is found and adopted when n8n has lost what it knew of it', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const [before] = hooksOf(scene);
		const secret = before?.auth?.value;
		scene.host.kill();
		scene.host.stored = '{}';
		await scene.host.activate('init');
		const [user] = await scene.suspend();
		await settle(scene);

		expect(hooksOf(scene)).toHaveLength(1);
		expect(hooksOf(scene)[0]?.id).toBe(before?.id);
		expect(hooksOf(scene)[0]?.auth?.value).not.toBe(secret);
		expect(usersIn(scene.host.executions)).toEqual([user]);
	});

	test.each([
		[
			'was deleted',
			async ({ org }: Scene, id: string) => {
				await org.console.request('POST', `/api/v1/eventHooks/${id}/lifecycle/deactivate`);
				await org.console.request('DELETE', `/api/v1/eventHooks/${id}`);
			},
		],
		[
			'was switched off',
			async ({ org }: Scene, id: string) => {
				await org.console.request('POST', `/api/v1/eventHooks/${id}/lifecycle/deactivate`);
			},
		],
	])('is put in order again at the next start when it %s in Okta', async (_, spoil) => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		await spoil(scene, hooksOf(scene)[0]?.id ?? '');
		scene.host.kill();
		await scene.host.activate('init');
		const [user] = await scene.suspend();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual([user]);
	});

	test.each([
		['made', '{}'],
		['made anew', undefined],
	])(
		'lets Okta in with the new secret before it is known here: while it is %s',
		async (_, stored) => {
			const scene = await openScene({ source: 'hook' });
			await scene.host.activate();
			scene.host.kill();
			scene.host.stored = stored ?? scene.host.stored;
			scene.host.parameters = { source: 'hook', events: SUSPENDED.slice(0, 1) };
			// Okta has verified it and delivers; the answer that says so is lost.
			scene.org.faults.add({ path: /lifecycle\/verify/, times: 1, then: 'resetAfter' });
			const activating = scene.host.activate('update');
			await until(() => {
				const [hook] = hooksOf(scene);
				return hook?.items.length === 1 && hook.verificationStatus === 'VERIFIED';
			});
			const [user] = await scene.suspend();
			await scene.org.hooks.delivered();
			expect(scene.host.answers).toEqual([200]);
			await activating;
			await settle(scene);
			expect(usersIn(scene.host.executions)).toEqual([user]);
		},
	);

	test('follows the form when other events are chosen', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		scene.host.parameters = { source: 'hook', events: ['user.lifecycle.unsuspend'] };
		await scene.host.activate('update');
		expect(hooksOf(scene)).toMatchObject([
			{ items: ['user.lifecycle.unsuspend'], verificationStatus: 'VERIFIED' },
		]);
	});

	test('is removed at the end even if n8n has lost what it knew of it', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		scene.host.kill();
		scene.host.stored = '{}';
		await scene.host.deactivate();
		expect(hooksOf(scene)).toEqual([]);
	});

	test('lets nobody in any more once it is removed, even if Okta could not be asked', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		scene.org.faults.add({ path: /lifecycle\/deactivate/, then: { status: 403 } });
		await expect(scene.host.deactivate()).rejects.toThrow();
		await scene.host.poll().catch(() => undefined);
		expect(scene.host.stored).not.toContain('digest');
	});

	test.each([
		[
			'a scope is missing',
			{ scopes: ['okta.logs.read'] },
			'The access token lacks the scope okta.eventHooks.manage',
		],
		[
			'a role is missing',
			{ roles: ['READ_ONLY_ADMIN'] },
			'The admin role of the service app does not allow this',
		],
	])('says so when %s', async (_, app, message) => {
		const scene = await openScene({ source: 'hook' }, { app });
		await expect(scene.host.activate()).rejects.toThrow(message);
		expect(hooksOf(scene)).toEqual([]);
	});

	test.each([
		[
			{ events: ['zone.update', 'user.mfa.okta_verify.deny_push'] },
			'Okta sends these events to no hook: Network Zone Updated (zone.update), User Denied Push (user.mfa.okta_verify.deny_push)',
		],
		[
			{ otherEvents: 'user.lifecycle.created' },
			'Okta sends these events to no hook: user.lifecycle.created',
		],
		[{ events: [] }, 'No event is chosen'],
	])('names events it cannot get: %j', async (parameters, message) => {
		const scene = await openScene({ source: 'hook', ...parameters });
		await expect(scene.host.activate()).rejects.toThrow(message);
		expect(hooksOf(scene)).toEqual([]);
	});

	test('says that the org has as many hooks as it can have', async () => {
		const scene = await openScene({ source: 'hook' });
		for (let index = 0; index < 25; index++) {
			const host = await scene.n8n.host({
				type: TRIGGER,
				parameters: { source: 'hook', events: SUSPENDED },
				credential: scene.credential,
			});
			closeLater(host);
			await host.activate();
		}
		await expect(scene.host.activate()).rejects.toThrow(
			'The org has 25 event hooks already, as many as Okta allows',
		);
		expect(hooksOf(scene)).toHaveLength(25);
	});

	test('is not left behind when its address does not answer', async () => {
		const scene = await openScene({ source: 'hook' });
		scene.host.parameters = { source: 'hook', events: SUSPENDED };
		await scene.host.close();
		await expect(scene.host.activate()).rejects.toThrow('did not get the answer it expects');
		expect(hooksOf(scene)).toEqual([]);
	});

	test.each([
		['hook', 'Events are lost meanwhile.'],
		['both', 'Events come from the System Log only, and later.'],
	])('is missed within an hour when it was deleted in Okta: %s', async (source, consequence) => {
		const scene = await openScene({ source });
		await scene.host.activate();
		const id = hooksOf(scene)[0]?.id ?? '';
		await scene.org.console.request('POST', `/api/v1/eventHooks/${id}/lifecycle/deactivate`);
		await scene.org.console.request('DELETE', `/api/v1/eventHooks/${id}`);
		await scene.host.poll();
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockImplementation(() => now + 3_600_000);
		const missed = scene.host.poll();
		await expect(missed).rejects.toThrow('The event hook of this workflow was deleted in Okta');
		await expect(missed.catch((error: unknown) => JSON.stringify(error))).resolves.toContain(
			consequence,
		);
		clock.mockRestore();
	});

	test('starts nothing twice when deliveries are doubled, repeated or out of order', async () => {
		const scene = await openScene({ source: 'hook' });
		scene.org.hooks.trouble({
			doubled: 0.3,
			doubledAnew: 0.3,
			reordered: 0.2,
			answerLost: 0.2,
			delay: 50,
		});
		await scene.host.activate();
		const users: string[] = [];
		for (let delivery = 0; delivery < 12; delivery++) {
			users.push(...(await scene.suspend(2)));
			await new Promise((resolve) => setTimeout(resolve, 15));
		}
		await settle(scene);
		expect(usersIn(scene.host.executions).toSorted()).toEqual(users.toSorted());
	});

	test('gets an event by the retry when n8n could not write the execution down', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		let isOut = true;
		scene.host.beforeExecution = async () => {
			if (!isOut) return;
			isOut = false;
			throw new Error('database is locked');
		};
		const [user] = await scene.suspend();
		await settle(scene);
		expect(scene.host.answers).toEqual([500, 200]);
		expect(usersIn(scene.host.executions)).toEqual([user]);
	});

	test('has what comes while an execution is begun start the next one, all together', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const begin = holdUp(scene);
		const users = [];
		const started = Date.now();
		for (let sent = 0; sent < 12; sent++) {
			users.push(...(await scene.suspend()));
			await sleep(10);
		}
		begin();
		await settle(scene);
		// None waits longer than this for the one before it, which counts where the machine is slow.
		const handedOverMeanwhile = Math.floor((Date.now() - started) / 400);
		expect(scene.org.hooks.attempts.length).toBeGreaterThan(5);
		expect(scene.host.executions.length).toBeLessThanOrEqual(3 + handedOverMeanwhile);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('gets all of them again when n8n could not write their execution down', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		const begin = holdUp(scene, new Error('database is locked'));
		const users = [];
		for (let sent = 0; sent < 4; sent++) {
			users.push(...(await scene.suspend()));
			await sleep(50);
		}
		begin();
		await settle(scene);
		expect(scene.host.answers.toSorted()).toEqual([200, 200, 200, 200, 500, 503, 503]);
		expect(usersIn(scene.host.executions).toSorted()).toEqual(users.toSorted());
	});

	test('sorts what comes together by the time it happened', async () => {
		const scene = await openScene({ source: 'hook' });
		scene.org.hooks.collecting = { milliseconds: 100, most: 100 };
		await scene.host.activate();
		const [user = ''] = await scene.suspend();
		await scene.org.console.unsuspend(user);
		await settle(scene);
		const [{ items } = { items: [] }] = scene.host.executions;
		expect(items.map(({ event }) => event)).toEqual(['User Suspended', 'User Unsuspended']);
	});

	test('ignores what this integration did itself, unless it is wanted', async () => {
		const own = async (parameters: INodeParameters) => {
			const scene = await openScene(
				{ source: 'hook', ...parameters },
				{ app: { scopes: [...scopes, 'okta.users.manage'] } },
			);
			await scene.host.activate();
			const [user] = scene.org.users.list().filter(({ status }) => status === 'ACTIVE');
			const { error } = await scene.n8n.run({
				parameters: {
					resource: 'user',
					operation: 'suspend',
					userId: { __rl: true, mode: 'id', value: user?.id ?? '' },
				},
				credential: scene.credential,
			});
			expect(error).toBeUndefined();
			await settle(scene);
			return scene.host.executions.length;
		};
		expect(await own({})).toBe(0);
		expect(await own({ ignoreOwn: false })).toBe(1);
	});

	test('only delivers what is about the users, groups and apps chosen', async () => {
		const world = await openScene({ source: 'hook' });
		const [one, other] = world.org.users.list().filter(({ status }) => status === 'ACTIVE');
		world.host.parameters = {
			source: 'hook',
			events: SUSPENDED,
			only: { user: [{ userId: { __rl: true, mode: 'id', value: one?.id ?? '' } }] },
		};
		await world.host.activate();
		await world.org.console.suspend(other?.id ?? '');
		await world.org.console.suspend(one?.id ?? '');
		await settle(world);
		expect(usersIn(world.host.executions)).toEqual([one?.id]);
	});
});

describe('a login under Only These', () => {
	const onlyThe = (login: string) => ({
		only: { user: [{ userId: { __rl: true, mode: 'login', value: login } }] },
	});
	const someone = ({ org }: World) => {
		const user = org.users.list().find(({ status }) => status === 'ACTIVE');
		if (!user) throw new Error('The org has no active user');
		return { id: user.id, login: textOf(user.profile, 'login') };
	};
	const wrong = [
		['without its domain', ({ login }: { login: string }) => login.replace(/@.*/, '')],
		['that is an ID', ({ id }: { id: string }) => id],
	] as const;
	const ways = ['hook', 'log', 'both', 'by hand'] as const;

	test.each(ways.flatMap((way) => wrong.map(([what, of]) => ({ way, what, of }))))(
		'$what is refused, and whom Okta finds is named: $way',
		async ({ way, of }) => {
			const source = way === 'by hand' ? 'log' : way;
			const scene = await openScene({ source });
			const user = someone(scene);
			scene.host.parameters = { source, events: SUSPENDED, ...onlyThe(of(user)) };
			const message = `There is no user with the login "${of(user)}" in Okta`;
			if (way === 'by hand') {
				expect((await scene.host.runByHand()).error).toBe(message);
			} else {
				const description = `Nothing was changed. What Okta finds under it is the user "${user.login}" with the ID ${user.id}`;
				await expect(scene.host.activate()).rejects.toMatchObject({
					message,
					description: including(description),
				});
			}
			expect(hooksOf(scene)).toEqual([]);
		},
	);

	test.each([
		['whole', ({ login }: { login: string }) => login],
		['of somebody who is yet to come', () => 'new.hire@acme.example'],
	])('is taken: %s', async (_what, of) => {
		const scene = await openScene({ source: 'both' });
		scene.host.parameters = { source: 'both', events: SUSPENDED, ...onlyThe(of(someone(scene))) };
		await scene.host.activate();
		await scene.host.poll();
		const lookUps = scene.org.ledger.filter({ path: /^\/api\/v1\/users\// });
		expect(lookUps.length).toBeLessThanOrEqual(2);
	});

	test('is taken as it is where the credential may not read users', async () => {
		const scene = await openScene(
			{ source: 'hook', ...onlyThe('jane') },
			{ app: { scopes: scopes.filter((scope) => scope !== 'okta.users.read') } },
		);
		await scene.host.activate();
		expect(hooksOf(scene)).toHaveLength(1);
	});
});

describe('a trigger whose source nobody has chosen', () => {
	const published = async (typeVersion: number) => {
		const world = await openWorld({ app: { scopes } });
		const { n8n, org, credential } = world;
		const parameters = { events: SUSPENDED };
		const host = await n8n.host({ type: TRIGGER, typeVersion, parameters, credential });
		closeLater(host);
		await host.activate();
		const person = org.users.list().find(({ status }) => status === 'ACTIVE');
		await org.console.suspend(person?.id ?? '');
		org.clock.advance(60_000);
		await org.hooks.delivered();
		await host.idle();
		await host.poll();
		await host.idle();
		return { world, person, started: usersIn(host.executions) };
	};

	test('reads the log, and has no hook', async () => {
		const { world, person, started } = await published(3);
		expect(hooksOf(world)).toEqual([]);
		expect(started).toEqual([person?.id]);
	});

	test('goes on with the hook and the log if it is of a workflow from before', async () => {
		const { world, person, started } = await published(2);
		expect(hooksOf(world)).toHaveLength(1);
		expect(started).toEqual([person?.id]);
	});
});

describe('in the editor', () => {
	test('a test delivery comes in at the test address, and its hook is gone afterwards', async () => {
		const scene = await openScene({ source: 'hook' });
		await scene.host.activate();
		await scene.host.listen();
		expect(hooksOf(scene).map(({ name }) => name)).toEqual([
			'n8n: Host / Trigger',
			'n8n test: Host / Trigger',
		]);
		const [user] = await scene.suspend();
		await settle(scene);

		const tried = scene.host.executions.filter(({ mode }) => mode === 'manual');
		expect(usersIn(tried)).toEqual([user]);
		expect(hooksOf(scene).map(({ name }) => name)).toEqual(['n8n: Host / Trigger']);
		const [next] = await scene.suspend();
		await settle(scene);
		expect(usersIn(scene.host.executions.slice(-1))).toEqual([next]);
	});

	test('a run by hand fetches the latest events', async () => {
		const scene = await openScene({ source: 'log' });
		const users = await scene.suspend(12);
		const { items, status } = await scene.host.runByHand();
		expect(status).toBe('success');
		expect(usersIn([{ mode: 'manual', status, error: undefined, items }])).toEqual(users.slice(2));
	});

	test('a run by hand says what to do when there are none', async () => {
		const scene = await openScene({ source: 'log' });
		const { error } = await scene.host.runByHand();
		expect(error).toBe('The System Log of the last seven days has no such event');
	});
});

describe('through the System Log', () => {
	test('starts from now on, and hands over what happens', async () => {
		const scene = await openScene({ source: 'log' });
		await scene.suspend(3);
		await new Promise((resolve) => setTimeout(resolve, 5));
		await scene.host.activate();
		const users = await scene.suspend(2);
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
		expect(hooksOf(scene)).toEqual([]);
	});

	test.each([
		['five minutes ahead of', -300_000],
		['five minutes behind', 300_000],
	])("starts from now on by Okta's clock, with that of n8n %s it", async (_, off) => {
		const scene = await openScene({ source: 'log' }, { org: { now: Date.now() + off } });
		await scene.suspend(3);
		// Okta's Date has whole seconds.
		await sleep(1_100);
		await scene.host.activate();
		const users = await scene.suspend(2);
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test.each(['https://acme-admin.okta.example', 'https://login.acme.example'])(
		'reads on behind links that name %s',
		async (linksTo) => {
			const scene = await openScene({ source: 'log' });
			await scene.host.activate();
			scene.org.faults.add({ path: '/api/v1/logs', then: { linksTo } });
			const users: string[] = [];
			for (let reading = 0; reading < 3; reading++) {
				users.push(...(await scene.suspend(2)));
				await scene.host.poll();
			}
			await settle(scene);
			expect(usersIn(scene.host.executions)).toEqual(users);
		},
	);

	test('hands over at once what lies behind a page without events', async () => {
		const scene = await openScene({ source: 'log' });
		await scene.host.activate();
		const users = await scene.suspend(2);
		const next = `${scene.org.url}/api/v1/logs?since=${new Date(Date.now() - 60_000).toISOString()}&limit=1000&sortOrder=ASCENDING`;
		scene.org.faults.add({
			path: '/api/v1/logs',
			times: 1,
			then: { status: 200, body: [], headers: { link: `<${next}>; rel="next"` } },
		});
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('starts at a chosen time', async () => {
		const startTime = new Date().toISOString();
		const scene = await openScene({ source: 'log', startFrom: 'time', startTime });
		const users = await scene.suspend(3);
		await scene.host.activate();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('hands over what happened while n8n was off', async () => {
		const scene = await openScene({ source: 'log' });
		await scene.host.activate();
		scene.host.kill();
		const users = await scene.suspend(4);
		await scene.host.activate('init');
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('goes on under another name of the node', async () => {
		const scene = await openScene({ source: 'log' });
		await scene.host.activate();
		await scene.host.deactivate();
		const users = await scene.suspend(2);
		scene.host.kill();
		scene.host.name = 'Renamed';
		await scene.host.activate();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('hands over each event once, though Okta writes them down late and out of order', async () => {
		const scene = await openScene({ source: 'log' });
		scene.org.log.lagBehind({ least: 0, most: 60 });
		await scene.host.activate();
		const users: string[] = [];
		for (let reading = 0; reading < 15; reading++) {
			users.push(...(await scene.suspend(3)));
			await scene.host.poll();
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		await new Promise((resolve) => setTimeout(resolve, 70));
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions).toSorted()).toEqual(users.toSorted());
	});

	test('reads by time again when Okta refuses its cursor, and hands nothing over twice', async () => {
		const scene = await openScene({ source: 'log' });
		await scene.host.activate();
		const before = await scene.suspend(2);
		await scene.host.poll();
		scene.org.log.invalidateCursors();
		const after = await scene.suspend(2);
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual([...before, ...after]);
	});

	test('has events that hooks do not carry', async () => {
		const scene = await openScene({ source: 'log', events: ['event_hook.delivery'] });
		await scene.host.activate();
		await scene.host.poll();
		expect(scene.host.executions).toEqual([]);
	});

	test('asks Okta only for what is wanted', async () => {
		const scene = await openScene({
			source: 'log',
			options: { outcomes: ['SUCCESS'], actorTypes: ['User'] },
		});
		await scene.host.activate();
		const [request] = scene.org.ledger.filter({ path: /^\/api\/v1\/logs/ });
		expect(request?.query.filter).toBe(
			'(eventType eq "user.lifecycle.suspend" or eventType eq "user.lifecycle.unsuspend") and ' +
				`outcome.result eq "SUCCESS" and actor.type eq "User" and actor.id ne "${scene.app.clientId}"`,
		);
	});

	test('says which scope it lacks', async () => {
		const scene = await openScene({ source: 'log' }, { app: { scopes: ['okta.users.read'] } });
		await expect(scene.host.activate()).rejects.toThrow(
			'The access token lacks the scope okta.logs.read',
		);
	});

	test('adds what the user is like now, and keeps the event of one who is gone', async () => {
		const scene = await openScene({ source: 'log', options: { current: ['user', 'manager'] } });
		await scene.host.activate();
		const [kept = '', gone = ''] = await scene.suspend(2);
		const boss = scene.org.users.list().find(({ status }) => status === 'ACTIVE');
		await scene.org.console.updateUser(kept, { managerId: boss?.id });
		await scene.org.console.deactivate(gone);
		await scene.org.console.deleteUser(gone);
		await scene.host.poll();
		await settle(scene);
		const [{ items } = { items: [] }] = scene.host.executions;
		expect(items).toMatchObject([
			{
				user: { id: kept },
				currentUser: { id: kept, status: 'SUSPENDED' },
				currentManager: { id: boss?.id, email: boss?.profile['email'] },
			},
			{
				user: { id: gone },
				currentUser: null,
				currentManager: null,
				lookupErrors: [including('user: '), including('manager: ')],
			},
		]);
	});
});

describe('through both', () => {
	test('hands over once what the hook and the log have', async () => {
		const scene = await openScene({ source: 'both' });
		await scene.host.activate();
		const users = await scene.suspend(5);
		await settle(scene);
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
		expect(scene.host.executions.every(({ mode }) => mode === 'webhook')).toBe(true);
	});

	test('finds in the log what the hook missed', async () => {
		const scene = await openScene({ source: 'both' });
		await scene.host.activate();
		scene.org.hooks.trouble({ dropped: 1 });
		const users = await scene.suspend(5);
		await settle(scene);
		expect(scene.host.executions).toEqual([]);
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions)).toEqual(users);
	});

	test('takes from the log what hooks do not carry', async () => {
		const events = ['user.lifecycle.suspend', 'zone.update'];
		const scene = await openScene({ source: 'both', events });
		await scene.host.activate();
		expect(hooksOf(scene)).toMatchObject([{ items: ['user.lifecycle.suspend'] }]);
		const [request] = scene.org.ledger.filter({ path: /^\/api\/v1\/logs/ });
		expect(request?.query.filter).toContain('zone.update');
	});

	test('makes no hook when none of the events needs one', async () => {
		const events = ['zone.update'];
		const scene = await openScene({ source: 'both', events });
		await scene.host.activate();
		expect(hooksOf(scene)).toEqual([]);
	});

	test('refuses to start where deliveries arrive in another process than the one that reads', async () => {
		const scene = await openScene({ source: 'both' });
		scene.host.answersHere = false;
		await expect(scene.host.activate()).rejects.toThrow(
			'Deliveries of the event hook arrive in another process of n8n',
		);
		expect(hooksOf(scene)).toEqual([]);
	});

	test('hands over each event once through trouble, with n8n killed at any moment', async () => {
		const scene = await openScene({ source: 'both' });
		scene.org.log.lagBehind({ least: 0, most: 80 });
		scene.org.hooks.trouble({
			dropped: 0.1,
			doubled: 0.1,
			doubledAnew: 0.1,
			reordered: 0.1,
			answerLost: 0.1,
			delay: 40,
		});
		await scene.host.activate();
		const users: string[] = [];
		for (let round = 0; round < 24; round++) {
			users.push(...(await scene.suspend(3)));
			await new Promise((resolve) => setTimeout(resolve, 12));
			if (round % 5 === 2) await scene.host.poll();
			if (round % 6 === 5) {
				// What is at work ends in a process that nobody asks any more.
				await scene.host.idle();
				scene.host.kill();
				await scene.host.activate('init');
			}
		}
		await settle(scene);
		await new Promise((resolve) => setTimeout(resolve, 90));
		await scene.host.poll();
		await settle(scene);
		expect(usersIn(scene.host.executions).toSorted()).toEqual(users.toSorted());
	});
});
