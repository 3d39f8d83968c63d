import { draw, nameOf, patience, type Kind, type Point } from '../faults/points';
import type { Ending } from '../faults/ending';
import { currentN8n } from '../n8n/cache';
import { byHand, chain, type Link } from '../n8n/chain';
import type { Credential, Item } from '../n8n/rest';
import { lastWords, N8nServer } from '../n8n/server';
import { oktaNode, saveCredential } from '../n8n/stage';
import { until } from '../n8n/waiting';
import { startOrg, type Org } from '../org';
import { packedTarball } from './pack';

/*
 * Each kind of fault once, by the clock on the wall; set FAULTS_COUNT for more moments of each run.
 * `npm run test:faults` has hundreds, in n8n's engine and with a clock that runs faster.
 */
const OKTA = 'Okta';
/** A throttled or absent org takes a minute, and more than one request may have to wait for it. */
const PATIENCE = 420;
export const patienceMs = PATIENCE * 1000;

/** What comes behind others in a workflow, and how it is set. */
export interface Surroundings {
	before?: Link[];
	settings?: Record<string, unknown>;
}

/** A real n8n whose runs are got in the way of. */
export class FaultyN8n {
	readonly #orgs: Org[] = [];
	/** What the stop button would stop now. */
	#running: string | undefined;
	readonly #stops: Array<Promise<void>> = [];

	static async start(): Promise<FaultyN8n> {
		return new FaultyN8n(await N8nServer.start({ version: currentN8n, tarball: packedTarball() }));
	}

	private constructor(readonly n8n: N8nServer) {}

	async close(): Promise<void> {
		await this.n8n.stop();
	}

	/** For `afterEach`: waits for what was stopped, and ends every org opened since. */
	async tidyUp(): Promise<void> {
		await Promise.all(this.#stops.splice(0));
		await Promise.all(this.#orgs.splice(0).map(async (org) => await org.close()));
	}

	/** Presses the stop button. */
	stop({ faults }: Org): void {
		const id = this.#running;
		if (id === undefined) throw new Error('Nothing runs');
		// Until n8n has heard of it, a fast run could come to its end.
		faults.add({ path: /^\/api\//, then: { delayMs: 5_000 } });
		this.#stops.push(this.n8n.rest.stopExecution(id));
	}

	/** An org with these users, and the credential n8n has for it. */
	async open({ kind, dpop }: Pick<Point, 'kind' | 'dpop'>, users: number) {
		const resourceNonces = kind === 'nonces renewed';
		const org = await startOrg({ users, resourceNonces });
		this.#orgs.push(org);
		const app = await org.serviceApp({ dpop: dpop || resourceNonces });
		const credential = await saveCredential(this.n8n, app);
		return { org, credential };
	}

	/** Runs our node behind other nodes. */
	async run(
		credential: Credential,
		parameters: Record<string, unknown>,
		{ before = [], settings = {} }: Surroundings = {},
	): Promise<Ending & { items: Item[] }> {
		const { rest } = this.n8n;
		const patiently = { ...parameters, requestOptions: { timeout: patience } };
		const workflow = await rest.createWorkflow(
			chain('With faults', byHand, ...before, {
				...oktaNode(credential, OKTA, patiently),
				...settings,
			}),
		);
		const log = await this.n8n.log();
		this.#running = await rest.start(workflow, byHand.name);
		const execution = await rest.execution(this.#running, PATIENCE);
		// After Stop, n8n keeps nothing of what a node still had to say.
		const isStopped = execution.status === 'canceled';
		return {
			completed: execution.status === 'success',
			items: execution.items(OKTA),
			complaint: isStopped
				? await until(async () => lastWords(await this.n8n.log(), log))
				: execution.complaint(OKTA),
		};
	}

	/** How many requests a run takes that nothing disturbs. */
	async undisturbed(
		users: number,
		work: (org: Org, credential: Credential) => unknown,
	): Promise<number> {
		const { org, credential } = await this.open({ kind: 'Stop', dpop: false }, users);
		await work(org, credential);
		return requestsTo(org);
	}
}

export const requestsTo = ({ ledger }: Org): number => ledger.filter({ path: /^\/api\// }).length;

/** One point for each kind, or as many as FAULTS_COUNT says, each with its name. */
export const pointsOf = (kinds: readonly Kind[], salt: number): Array<[string, Point]> =>
	draw(kinds, Number(process.env.FAULTS_COUNT ?? kinds.length), salt).map((point) => [
		nameOf(point),
		point,
	]);
