import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { errorsFile, isFindable, messages, renderErrors } from '../../bin/errors-docs';
import { root } from '../../n8n/paths';

/** Files that pass on what Okta, n8n or another part of the package has said, and add no title. */
const PASSING_ON = [
	'credentials/oauth/mistaken.ts',
	'credentials/oauth/privatePem.ts',
	'credentials/oauth/tokenRefusals.ts',
	'credentials/oauth/tokenRequest.ts',
	'nodes/Okta/plan/planned.ts',
	'nodes/Okta/run/failures.ts',
	'nodes/Okta/run/planAll.ts',
	'nodes/Okta/transport/connect.ts',
	'nodes/Okta/transport/refusals.ts',
];

/** The document as it reads, without what Markdown needs. */
const shown = (): string => readFileSync(errorsFile, 'utf8').replace(/\\([|<>*_`[\]\\])/g, '$1');

const sources = ['credentials', 'nodes'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file)),
);

describe('the list of error messages', () => {
	it('is what `npm run generate` writes', async () => {
		expect(readFileSync(errorsFile, 'utf8')).toBe(await renderErrors());
	});

	it('has a title for every error but those that pass on what was said elsewhere', () => {
		const nameless = messages()
			.filter((message) => !isFindable(message))
			.map(({ at }) => at.replace(/:\d+$/, ''));
		expect([...new Set(nameless)].filter((file) => !PASSING_ON.includes(file))).toEqual([]);
	});

	// With other eyes than the list was made with: by what stands behind `Error(`, or `title:` in tables.
	it('has every title that stands in the source', () => {
		const text = shown();
		const made = /new \w+Error\(\s*(?:(?:this\.)?\w+,\s*)?(['"`])((?:(?!\1).)+)\1/g;
		const tabled = /\btitle: (['"`])((?:(?!\1).)+)\1/g;
		const titlesIn = (file: string) => {
			const source = readFileSync(path.join(root, file), 'utf8');
			const isTable = /refusals/i.test(file);
			return [made, ...(isTable ? [tabled] : [])].flatMap((one) => [...source.matchAll(one)]);
		};
		const missing = sources.flatMap((file) =>
			titlesIn(file).flatMap(([, , title = '']) => {
				const [piece = ''] = title
					.replaceAll("\\'", "'")
					.split(/\$\{[^}]*\}|\{\w+\}/)
					.map((one) => one.trim())
					.toSorted((one, other) => other.length - one.length);
				return /[a-z]{3}/i.test(piece) && !text.includes(piece) ? [`${file}: ${piece}`] : [];
			}),
		);
		expect(missing).toEqual([]);
	});
});
