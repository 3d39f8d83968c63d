import path from 'node:path';

import { NOWHERE, type Operation, type Resource } from '../../nodes/Okta/table/operation';
import { resources } from '../../nodes/Okta/operations';
import { inHouseStyle } from './format';

/** Where the document is kept. */
export const docsFile = path.resolve(__dirname, '../../docs/operations.md');

/** What each operation calls and which scopes it takes, as a document. */
export async function renderDocs(): Promise<string> {
	const text = [
		'# Operations',
		'',
		'<!-- Written by `npm run generate` from nodes/Okta/operations. -->',
		'',
		'Any one of the scopes in a row is enough; beside it, the service app needs an admin role that',
		'covers the action. What is chosen from a list, by login or by name is read first, which takes',
		'the `.read` or `.manage` scope of users, groups or apps. The editor reads the fields of profiles',
		"from the org's schemas of users, groups and apps, with `okta.schemas.read`, and of another user",
		'type than the default with `okta.userTypes.read`. Relationships are listed with',
		'`okta.linkedObjects.read`, authenticators with `okta.authenticators.read`; without these scopes,',
		'type the name or ID.',
		'',
		...resources.flatMap(renderResource),
	].join('\n');
	return await inHouseStyle(text, 'markdown');
}

function renderResource({ name, description, operations }: Resource): string[] {
	return [
		`## ${name}`,
		'',
		`${description}.`,
		'',
		'| operation | what it does | Okta API | scopes |',
		'| --- | --- | --- | --- |',
		...operations.toSorted((a, b) => a.name.localeCompare(b.name)).flatMap(renderOperation),
		'',
	];
}

/** A row for the operation, and one for each choice in its form that changes what it takes. */
function renderOperation({ name, description, variants = [], ...what }: Operation): string[] {
	return [
		`| ${name} | ${sentence(description)} | ${calls(what)} | ${scopes(what)} |`,
		...variants.map(
			(variant) => `| ${name}: ${variant.name} | | ${calls(variant)} | ${scopes(variant)} |`,
		),
	];
}

function calls({ route, also = [] }: Pick<Operation, 'route' | 'also'>): string {
	if (route === 'ANY /') return 'any method and path';
	if (route === NOWHERE) return 'none';
	return [route, ...also].map((call) => `\`${call}\``).join('<br>');
}

function scopes({ route, scopes: names }: Pick<Operation, 'route' | 'scopes'>): string {
	if (route === 'ANY /') return 'those of the endpoint';
	return names.length === 0 ? 'none' : names.map((scope) => `\`${scope}\``).join(' ');
}

function sentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
