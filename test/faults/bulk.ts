import { speed } from '../engine/quickClock';
import { apiRequests, closeWorlds, type World } from '../engine/world';
import { checkBulkChange, runSteps, type StepEnding } from './bulkChange';
import { endingOf } from './ending';
import { openFor } from './open';
import { arm, draw, nameOf, passing, patience, type Point } from './points';

const runAll = async (
	{ n8n, org, credential }: World,
	{ goesOn }: Point,
	{ signal }: AbortController,
): Promise<StepEnding[]> =>
	await runSteps(org, async ({ parameters, items }) =>
		endingOf(
			await n8n.run({
				credential,
				parameters: { ...parameters, requestOptions: { timeout: patience } },
				items: items.map((of) => ({ of })),
				settings: goesOn ? { onError: 'continueRegularOutput' } : {},
				signal,
			}),
		),
	);

/** One share of the points, so that several processes can work on them. */
export function testBulkChanges(salt: number, count: number): void {
	let requests = 0;
	const points = draw([...passing, 'a refusal', 'Stop'], count, salt);

	const open = async (point?: Point): Promise<World> => await openFor(700, point);

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
				foreignOrigin: '',
				minute: 60_000 / speed,
			});
			const endings = await runAll(world, point, stop);

			expect(world.org.faults.taken).toBeGreaterThan(0);
			checkBulkChange(point, endings);
		},
	);
}
