import { setTimeout as sleep } from 'node:timers/promises';
import { byId, mapped } from '../engine/harness/parameters';
import { checkEarlyEnd } from '../faults/bulkChange';
import { currentN8n, n8nVersions } from '../n8n/cache';
import { byHand, chain, oneItemEach } from '../n8n/chain';
import type { Credential, Execution } from '../n8n/rest';
import { lastWords, N8nServer } from '../n8n/server';
import { oktaNode, saveCredential } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { startOrg, type Org } from '../org';
import { packedTarball } from './pack';

const OKTA = 'Okta';
const TITLE = 'Lead';
/** Users a workforce org lets all apps together change in a minute; one app may change half. */
const OF_ALL_APPS = 600;

describe.each(n8nVersions)(
	'a bulk change in n8n %s, with the limits of a workforce org',
	(version) => {
		let n8n: N8nServer;
		let org: Org;
		let credential: Credential;
		let active: string[];

		beforeAll(async () => {
			n8n = await N8nServer.start({ version, tarball: packedTarball() });
		});
		afterAll(() => n8n.stop());
		beforeEach(async () => {
			org = await startOrg({ users: 1_000, limits: 'workforce' });
			credential = await saveCredential(n8n, await org.serviceApp());
			const users = org.users.list().filter(({ status }) => status === 'ACTIVE');
			active = users.map(({ id }) => id);
		});
		afterEach(() => org.close());

		/** Begins to give users a title. @returns the ID of the execution. */
		const begin = async (
			users: readonly string[],
			{ settings = {}, requestOptions = {} } = {},
		): Promise<string> => {
			const workflow = await n8n.rest.createWorkflow({
				...chain(
					'New titles',
					byHand,
					...oneItemEach('id', users),
					oktaNode(credential, OKTA, {
						resource: 'user',
						operation: 'update',
						userId: byId('={{ $json.id }}'),
						profile: mapped(['title', 'string', TITLE]),
						requestOptions,
					}),
				),
				settings,
			});
			return await n8n.rest.start(workflow, byHand.name);
		};
		const change = async (...parameters: Parameters<typeof begin>): Promise<Execution> =>
			await n8n.rest.execution(await begin(...parameters));

		const requests = () => org.ledger.filter({ path: /^\/api\// });
		const timesDone = (id: string): number =>
			org.directory.findUser(id)?.profile.title === TITLE ? 1 : 0;
		const idsIn = (execution: Execution) => execution.items(OKTA).map(({ json }) => json.id);

		/** Somebody else leaves only so many changes until the minute is over. */
		const leave = (changes: number) =>
			org.limits.useUp('/api/v1/users/{id}', OF_ALL_APPS - changes);

		/** Checks what n8n's log says of each item of a stopped run, and that nothing comes after it. */
		const checkStopped = async (id: string, before: string, items: string[]) => {
			const { status } = await n8n.rest.execution(id);
			expect(status).toBe('canceled');
			const said = await until(async () => lastWords(await n8n.log(), before));
			const sent = requests().length;
			checkEarlyEnd({ items, timesDone }, said);
			await sleep(2_000);
			expect(requests()).toHaveLength(sent);
		};

		it('says in n8n’s log what was done when it is stopped while it waits', async () => {
			leave(40);
			const items = active.slice(0, 100);
			const before = await n8n.log();
			const id = await begin(items);
			while (requests().length < 10) await sleep(50);
			await n8n.rest.stopExecution(id);

			await checkStopped(id, before, items);
			expect(active.filter(timesDone).length).toBeGreaterThan(0);
		});

		it('says the same when n8n’s time-out for executions ends it', async () => {
			leave(0);
			const items = active.slice(0, 100);
			const before = await n8n.log();
			const id = await begin(items, { settings: { executionTimeout: 5 } });

			await checkStopped(id, before, items);
		});

		// These are between the package and the org, whatever n8n it runs in.
		if (version === currentN8n) {
			it('is paced over minutes, which two executions share: in order, and nothing refused', async () => {
				const parts = [active.slice(0, 500), active.slice(500, 650)];
				const executions = await Promise.all(parts.map(async (part) => await change(part)));

				expect(executions.map(({ status }) => status)).toEqual(['success', 'success']);
				expect(executions.map(idsIn)).toEqual(parts);
				expect(active.filter(timesDone)).toEqual(parts.flat());
				expect(requests().map(({ status }) => status)).toEqual(parts.flat().map(() => 200));
				const times = requests().map(({ at }) => at);
				expect(Math.max(...times) - Math.min(...times)).toBeGreaterThan(60_000);
			}, 400_000);

			it('fails rather than waits longer than it may', async () => {
				leave(0);
				const execution = await change(active.slice(0, 100), {
					requestOptions: { longestWait: 0 },
				});

				expect(execution.status).toBe('error');
				expect(execution.complaint(OKTA)).toMatch(
					/^Okta's rate limit for \/api\/v1\/users\/\{id\} is used up, and waiting/,
				);
			});

			it('leaves others the part of the limit it was told to', async () => {
				const items = active.slice(0, 100);
				const requestOptions = { share: 20, longestWait: 0 };
				const execution = await change(items, { requestOptions });

				const ours = (OF_ALL_APPS / 2) * 0.2;
				expect(active.filter(timesDone)).toEqual(items.slice(0, ours));
				expect(execution.complaint(OKTA)).toContain(
					`Of 100 items, counted from 0, ${ours} were done`,
				);
			});

			it('tells Okta which request is sent again, and how many times', async () => {
				const [user = ''] = active;
				const headers = {
					'x-rate-limit-limit': String(OF_ALL_APPS),
					'x-rate-limit-reset': String(Math.floor(org.clock.now() / 1000) + 1),
				};
				org.faults.add({ path: /^\/api\//, times: 2, then: { status: 429, headers } });
				const { status } = await change([user]);

				expect(status).toBe('success');
				const [refused, ...again] = requests();
				const about = again.map(({ headers: sent }) => [
					sent['x-okta-retry-for'],
					sent['x-okta-retry-count'],
				]);
				expect(about).toEqual([
					[refused?.requestId, '1'],
					[refused?.requestId, '2'],
				]);
			});
		}

		it('has the credential decrypted once, however many items there are', async () => {
			await n8n.restart({ DB_LOGGING_ENABLED: 'true', DB_LOGGING_OPTIONS: 'query' });
			const readings = async (items: string[]) => {
				const before = (await n8n.log()).length;
				expect((await change(items)).status).toBe('success');
				const log = (await n8n.log()).slice(before);
				return log.match(/FROM "credentials_entity"/g)?.length;
			};

			// The first run has a token to keep as well.
			await change(active.slice(0, 1));
			const withOne = await readings(active.slice(1, 2));
			expect(withOne).toBeGreaterThan(0);
			expect(await readings(active.slice(2, 102))).toBe(withOne);
		});
	},
);
