import { speed } from '../engine/quickClock';
import { apiRequests, closeWorlds, openWorld, type World } from '../engine/world';
import { checkBulkChange, stepsOf, type StepEnding } from './bulkChange';
import { endingOf } from './ending';
import { arm, draw, nameOf, passing, patience, type Point } from './points';

/** Runs the steps one after another, as nodes in a row; none after one that stopped. */
async function runAll(world: World, point: Point, stop: AbortController): Promise<StepEnding[]> {
	const endings: StepEnding[] = [];
	for (const step of stepsOf(world.org)) {
		const outcome = await world.n8n.run({
			credential: world.credential,
			parameters: { ...step.parameters, requestOptions: { timeout: patience } },
			items: step.items.map((of) => ({ of })),
			settings: point.goesOn ? { onError: 'continueRegularOutput' } : {},
			signal: stop.signal,
		});
		const ending = endingOf(outcome);
		endings.push({ step, ending });
		if (!ending.completed) break;
	}
	return endings;
}

/** One share of the points, so that several processes can work on them. */
export function testBulkChanges(salt: number, count: number): void {
	let requests = 0;
	const points = draw([...passing, 'a refusal', 'Stop'], count, salt);

	const open = async (point?: Point): Promise<World> =>
		await openWorld({
			org: { users: 700, resourceNonces: point?.kind === 'nonces renewed' },
			app: { dpop: point?.dpop === true || point?.kind === 'nonces renewed' },
		});

	afterEach(closeWorlds);

	beforeAll(async () => {
		const world = await open();
		const [undisturbed] = draw(['a refusal'], 1, salt);
		if (!undisturbed) throw new Error('There are no points');
		await runAll(world, undisturbed, new AbortController());
		requests = apiRequests(world.org).length;
		await closeWorlds();
	});

	test.each(points.map((point): [string, Point] => [nameOf(point), point]))(
		'a bulk change survives, or says what became of it: %s',
		async (_, point) => {
			const world = await open(point);
			const stop = new AbortController();
			arm(world.org, point, requests, {
				stop: () => stop.abort(),
				foreignUrl: '',
				minute: 60_000 / speed,
			});
			const endings = await runAll(world, point, stop);

			expect(world.org.faults.taken).toBeGreaterThan(0);
			checkBulkChange(point, endings);
		},
	);
}
