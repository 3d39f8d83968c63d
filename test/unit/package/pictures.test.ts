import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../n8n/paths';
import { FOLDER, hashOf, labelsOnCanvas, ourLabels, readList } from '../../pictures/labels';

/** For all pictures together, in bytes. */
const MOST = 3_000_000;

const list = readList();
const folder = path.join(root, FOLDER);
const known = ourLabels();

describe('the pictures', () => {
	const files = readdirSync(folder).filter((file) => file.endsWith('.webp'));

	it('are all on the list beside them, which has no others', () => {
		expect(files.toSorted()).toEqual(Object.keys(list).toSorted());
	});

	it('take less than 3 MB together', () => {
		const sizes = files.map((file) => statSync(path.join(folder, file)).size);
		expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MOST);
	});

	// Another label? `npm run pictures -- <name>` takes the picture anew.
	it.each(Object.entries(list))('%s shows labels as they are now', (_, picture) => {
		const { labels, hash, workflow } = picture;
		expect(labels.length).toBeGreaterThan(0);
		expect(hashOf(labels)).toBe(hash);
		const now = workflow === undefined ? known : labelsOnCanvas(workflow);
		expect(labels.filter((label) => !now.has(label))).toEqual([]);
	});
});
