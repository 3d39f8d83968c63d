import type { Clock } from './clock';

/** Okta's plans, as far as rate limits tell them apart; `none` never refuses. */
export type Plan = 'none' | 'workforce' | 'enterprise' | 'oneApp' | 'integratorFree';

type PlanLimits = readonly [
	integratorFree: number,
	oneApp: number,
	enterprise: number,
	workforce: number,
];

const column: Record<Exclude<Plan, 'none'>, 0 | 1 | 2 | 3> = {
	integratorFree: 0,
	oneApp: 1,
	enterprise: 2,
	workforce: 3,
};

/** Requests per minute and org. */
const buckets = {
	'/oauth2/v1/clients': [25, 100, 100, 100],
	'/oauth2/v1': [300, 600, 1200, 2000],
	'/api/v1/apps': [20, 100, 100, 100],
	'GET /api/v1/apps/{id}': [100, 600, 600, 500],
	'/api/v1/apps/{id}': [100, 600, 600, 500],
	'/api/v1/groups': [100, 600, 600, 500],
	'/api/v1/groups/{id}': [100, 600, 600, 1000],
	'/api/v1/users': [100, 600, 600, 600],
	'GET /api/v1/users/{idOrLogin}': [100, 1000, 1000, 2000],
	'/api/v1/users/{id}': [100, 600, 600, 600],
	'/api/v1/logs': [20, 50, 50, 120],
	'/api/v1/devices': [100, 150, 150, 100],
	'/api/v1/devices/{id}/users': [600, 600, 600, 600],
	'/api/v1/iam': [100, 600, 600, 1200],
	'/governance/api': [100, 600, 600, 1200],
	'/api/v1': [100, 600, 600, 1200],
} satisfies Record<string, PlanLimits>;

const concurrent: PlanLimits = [15, 35, 75, 75];

/** What one app may use of a bucket, unless an administrator changed it. */
const share = 0.5;
const minute = 60_000;
const unlimited = 1_000_000;

const isBucket = (name: string): name is keyof typeof buckets => name in buckets;

/** The bucket a request is counted in, by method and path segments. */
export function bucketOf(method: string, segments: readonly string[]): string {
	const [root, , collection, id, ...rest] = segments;
	if (root === 'oauth2') {
		return collection === 'clients' && id === undefined ? '/oauth2/v1/clients' : '/oauth2/v1';
	}
	if (root === 'governance') return '/governance/api';
	const exact = id !== undefined && rest.length === 0;
	switch (collection) {
		case 'apps':
			if (!exact) return '/api/v1/apps';
			return method === 'GET' ? 'GET /api/v1/apps/{id}' : '/api/v1/apps/{id}';
		case 'groups':
			return exact && id !== 'rules' ? '/api/v1/groups/{id}' : '/api/v1/groups';
		case 'users':
			if (!exact) return '/api/v1/users';
			return method === 'GET' ? 'GET /api/v1/users/{idOrLogin}' : '/api/v1/users/{id}';
		case 'devices':
			return rest.join('/') === 'users' ? '/api/v1/devices/{id}/users' : '/api/v1/devices';
		case 'logs':
		case 'iam':
			return `/api/v1/${collection}`;
		default:
			return '/api/v1';
	}
}

/** State of a bucket as a caller sees it. `reset` is epoch seconds. */
export interface Allowance {
	limit: number;
	remaining: number;
	reset: number;
	exceeded: boolean;
}

interface Window {
	/** Epoch milliseconds. */
	endsAt: number;
	total: number;
	byCaller: Map<string, number>;
}

/** One-minute windows per bucket, an app's share of them, and the limit of simultaneous requests. */
export class Limits {
	readonly #clock: Clock;
	readonly #windows = new Map<string, Window>();
	readonly #concurrency: number | undefined;
	#inFlight = 0;
	/** How many requests there were at the same time at most; may be set back. */
	mostInFlight = 0;
	plan: Plan;

	/** @param concurrency how many requests at the same time; default: what the plan allows. */
	constructor(clock: Clock, plan: Plan, concurrency?: number) {
		this.#clock = clock;
		this.plan = plan;
		this.#concurrency = concurrency;
	}

	/** Counts a request. A refused one costs nothing. `caller` undefined: the bucket is org-wide. */
	count(bucket: string, caller?: string): Allowance {
		const window = this.#window(bucket);
		const perOrg = this.#perMinute(bucket);
		const limit = caller === undefined ? perOrg : Math.floor(perOrg * share);
		const used = caller === undefined ? window.total : (window.byCaller.get(caller) ?? 0);
		const exceeded = used >= limit || window.total >= perOrg;
		if (!exceeded) {
			window.total++;
			if (caller !== undefined) window.byCaller.set(caller, used + 1);
		}
		return {
			limit,
			remaining: exceeded ? 0 : Math.min(limit - used - 1, perOrg - window.total),
			reset: Math.ceil(window.endsAt / 1000),
			exceeded,
		};
	}

	/** Other clients of the org use up so much of a bucket. */
	useUp(bucket: string, requests: number): void {
		this.#window(bucket).total += requests;
	}

	/** What a caller is told when the bucket is used up, whoever used it. */
	exhausted(bucket: string, caller?: string): Allowance {
		const perOrg = this.#perMinute(bucket);
		return {
			limit: caller === undefined ? perOrg : Math.floor(perOrg * share),
			remaining: 0,
			reset: Math.ceil(this.#window(bucket).endsAt / 1000),
			exceeded: true,
		};
	}

	/** Too many requests at once: the limit reads 0, and the reset is no more than a guess. */
	overcrowded(): Allowance {
		return { limit: 0, remaining: 0, reset: this.#clock.seconds() + 60, exceeded: true };
	}

	/** A request has begun. False: it is one too many. Pair with `leave()` in any case. */
	enter(): boolean {
		this.#inFlight++;
		this.mostInFlight = Math.max(this.mostInFlight, this.#inFlight);
		return this.#inFlight <= this.#atOnce();
	}

	leave(): void {
		this.#inFlight--;
	}

	#atOnce(): number {
		if (this.#concurrency !== undefined) return this.#concurrency;
		return this.plan === 'none' ? Infinity : concurrent[column[this.plan]];
	}

	#perMinute(bucket: string): number {
		if (this.plan === 'none') return unlimited;
		return buckets[isBucket(bucket) ? bucket : '/api/v1'][column[this.plan]];
	}

	#window(bucket: string): Window {
		const now = this.#clock.now();
		const current = this.#windows.get(bucket);
		if (current && current.endsAt > now) return current;
		const next: Window = { endsAt: now + minute, total: 0, byCaller: new Map() };
		this.#windows.set(bucket, next);
		return next;
	}
}
