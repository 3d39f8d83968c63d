import { readdirSync } from 'node:fs';
import path from 'node:path';

import { inHouseStyle } from './format';

const folder = path.resolve(__dirname, '../../nodes/Okta/operations');
/** Where the list of operations is kept. */
export const indexFile = path.join(folder, 'index.ts');

/** The list of all operation files as they are now, in order of path. */
export async function renderIndex(): Promise<string> {
	const resources = readdirSync(folder, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => ({ name, operations: operationsOf(name) }))
		.sort((a, b) => (a.name < b.name ? -1 : 1));
	const imports = resources.flatMap(({ name, operations }) => [
		...operations.map(
			(file) => `import { operation as ${constant(name, file)} } from './${name}/${file}';`,
		),
		`import { resource as ${name} } from './${name}/resource';`,
	]);
	const entries = resources.map(
		({ name, operations }) =>
			`\t{\n\t\t...${name},\n\t\toperations: [\n` +
			operations.map((file) => `\t\t\t${constant(name, file)},\n`).join('') +
			'\t\t],\n\t},\n',
	);
	const text =
		'// Written by `npm run generate` from the files in this folder. Change those instead.\n' +
		"import type { Resource } from '../table/operation';\n" +
		`${imports.join('\n')}\n\n` +
		'/** All operations of the node, by resource. */\n' +
		`export const resources: readonly Resource[] = [\n${entries.join('')}];\n`;
	return await inHouseStyle(text, 'typescript');
}

function operationsOf(resource: string): string[] {
	return readdirSync(path.join(folder, resource))
		.filter((file) => file.endsWith('.ts') && file !== 'resource.ts')
		.map((file) => path.basename(file, '.ts'))
		.sort();
}

/** `group` and `addMember` make `groupAddMember`. */
function constant(resource: string, file: string): string {
	return resource + file.charAt(0).toUpperCase() + file.slice(1);
}
