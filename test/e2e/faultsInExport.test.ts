import { rowsInLines } from '../engine/jsonLines';
import { arm, lasting, passing } from '../faults/points';
import { reasons } from '../faults/reasons';
import { currentN8n } from '../n8n/cache';
import type { Credential } from '../n8n/rest';
import { FaultyN8n, patienceMs, pointsOf } from './faultyN8n';

const USERS = 5_000;

describe(`an export to a file in n8n ${currentN8n}`, () => {
	let faulty: FaultyN8n;
	let requests: number;

	beforeAll(async () => {
		faulty = await FaultyN8n.start();
		requests = await faulty.undisturbed(
			USERS,
			async (_, credential) => await exportUsers(credential),
		);
	});
	afterEach(() => faulty.tidyUp());
	afterAll(() => faulty.close());

	const exportUsers = async (credential: Credential) =>
		await faulty.run(credential, {
			resource: 'directory',
			operation: 'export',
			dataSet: 'users',
			exportTo: 'file',
			format: 'jsonLines',
		});

	test.each(pointsOf([...passing, ...lasting], 5))(
		'is complete, or there is no file and the node says why: %s',
		async (_, point) => {
			const { n8n } = faulty;
			const { org, credential } = await faulty.open(point, USERS);
			const files = await n8n.files();
			arm(org, point, requests, {
				stop: () => faulty.stop(org),
				foreignOrigin: n8n.url,
				minute: 60_000,
			});

			const { completed, items, complaint } = await exportUsers(credential);

			expect(org.faults.taken).toBeGreaterThan(0);
			const [item] = items;
			if (completed && item) {
				const ids = rowsInLines(await n8n.rest.file(item)).map(({ id }) => id);
				const expected = org.users.list().map(({ id }) => id);
				expect(ids.toSorted()).toEqual(expected.toSorted());
				expect((await n8n.files()).length).toBeGreaterThan(files.length);
				return;
			}
			expect(lasting).toContain(point.kind);
			expect(items).toEqual([]);
			expect(complaint).toMatch(reasons[point.kind] ?? /./);
			expect(await n8n.files()).toEqual(files);
		},
		patienceMs,
	);
});
