import fc from 'fast-check';
import type { Fault, Org } from '../org';

/** The seed all points follow from; set FAULTS_SEED to draw others, or those of a run that failed. */
const seed = Number(process.env.FAULTS_SEED ?? 20_261_125);

/** Kinds of faults that pass: whoever is patient and careful gets everything done. */
export const passing = [
	'an error of the server',
	'a connection reset before',
	'a connection reset after',
	'a connection reset in the body',
	'JSON cut off',
	'silence',
	'a rate limit used up',
	'too many requests at a time',
	'earlier changes unfinished',
	'a token revoked',
	'nonces renewed',
	'the org gone for a minute',
] as const;

/** After these, not everything can be done. */
export const lasting = ['a refusal', 'a page at another host', 'Stop'] as const;

/** After this nobody is there to say anything. */
export const killed = 'n8n killed';

export type Kind = (typeof passing)[number] | (typeof lasting)[number] | typeof killed;

/** Whether a run has to come to its end in spite of a fault. */
export const isPassing = ({ kind }: Pick<Point, 'kind'>): boolean =>
	passing.some((one) => one === kind);

/** A moment of a run at which something goes wrong, and what. */
export interface Point {
	kind: Kind;
	/** When: after so many thousandths of the run's requests. */
	after: number;
	/** How many requests in a row. */
	times: number;
	/** Of an error of the server. */
	status: number;
	dpop: boolean;
	/** Whether the node goes on after an item that failed. */
	goesOn: boolean;
}

/** So many points with these kinds in turn, the same ones for the same seed. */
export function draw(kinds: readonly Kind[], count: number, salt: number): Point[] {
	const whole = (min: number, max: number) => fc.noBias(fc.integer({ min, max }));
	const drawn = fc.sample(
		fc.record({
			after: whole(0, 949),
			times: whole(1, 6),
			status: fc.constantFrom(500, 502, 503, 504),
			dpop: fc.boolean(),
			goesOn: fc.noBias(fc.boolean()),
		}),
		{ seed: seed + salt, numRuns: count },
	);
	return drawn.flatMap((point, index) => {
		const kind = kinds[index % kinds.length];
		return kind === undefined ? [] : [{ kind, ...point }];
	});
}

/** What a point is called in reports: enough to find it again. */
export const nameOf = ({ kind, after, times, dpop, goesOn, status }: Point): string =>
	[
		`${kind} (×${times}, ${status}) after ${after / 10} % of the requests`,
		dpop ? 'DPoP' : 'Bearer',
		goesOn ? 'going on' : 'stopping',
		`seed ${seed}`,
	].join(', ');

/** Seconds after which the runs give up waiting for an answer. */
export const patience = 2;

/** What goes wrong besides the org. */
export interface Bystanders {
	/** Presses Stop, or kills n8n. */
	stop: () => void;
	/** The origin of a server that no token may reach. */
	foreignOrigin: string;
	/** How long a minute of the package's clock takes, in milliseconds. */
	minute: number;
}

/** Arms the org. @param requests how many a run without faults sends. */
export function arm(
	{ faults }: Org,
	{ kind, after: thousandths, times, status }: Point,
	requests: number,
	{ stop, foreignOrigin, minute }: Bystanders,
): void {
	const after = Math.floor((thousandths * requests) / 1000);
	const path = /^\/api\//;
	const few = Math.min(times, 2);
	const effects: Record<Kind, Pick<Fault, 'then' | 'times' | 'method'>> = {
		'an error of the server': { times: few, then: { status } },
		'a connection reset before': { times: few, then: 'reset' },
		'a connection reset after': { times: few, then: 'resetAfter' },
		'a connection reset in the body': { times: few, then: 'truncate' },
		'JSON cut off': { times: few, then: 'malformed' },
		silence: { times: 1, then: { delayMs: (patience + 0.4) * 1000 } },
		'a rate limit used up': { times, then: 'throttle' },
		'too many requests at a time': { times, then: 'concurrency' },
		'earlier changes unfinished': { times: few, then: { status: 423 } },
		'a token revoked': { times: 1, then: 'revokeTokens' },
		'nonces renewed': { times: 1, then: 'renewNonce' },
		'the org gone for a minute': { times: 1, then: { goneMs: minute } },
		'a refusal': { times: 1, then: { status: 403 } },
		'a page at another host': {
			times: 1,
			then: { nextPageAt: `${foreignOrigin}/api/v1/users?after=elsewhere` },
		},
		Stop: { times: 1, then: { meanwhile: stop } },
		[killed]: { times: 1, then: { meanwhile: stop } },
	};
	faults.add({ path, after, ...effects[kind] });
}
