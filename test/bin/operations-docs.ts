import path from 'node:path';

import { NOWHERE, type Operation, type Resource } from '../../nodes/Okta/table/operation';
import { resources } from '../../nodes/Okta/operations';
import { standardRoles } from '../../nodes/Okta/objects/roleNames';
import { isPermission } from '../../nodes/Okta/table/permissions';
import { rightsOf } from '../../nodes/Okta/table/rightsOf';
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
		'covers the action: a custom role with all the permissions in the last column, or a standard role.',
		'A standard role stands there only where custom roles have no permission for it, and **super',
		'administrator** where no other will do. Okta names permissions for few calls; the others follow',
		'from what its catalogue says they are for. _Service App: Check Access_ puts together the role that',
		'your workflows need. What is chosen from a list, by login or by name is read first, which takes',
		'the `.read` or `.manage` scope and permission of users, groups or apps. The editor reads the fields of profiles',
		"from the org's schemas of users, groups and apps, with `okta.schemas.read`, and of another user",
		'type than the default with `okta.userTypes.read`. Relationships are listed with',
		'`okta.linkedObjects.read`, authenticators with `okta.authenticators.read`; without these scopes,',
		'type the name or ID.',
		'',
		'What an operation did stands under `outcome` in its output. Where there was nothing to change,',
		'that is `unchanged`, and the item succeeds; with **If Already So: Fail** it ends in an error. To',
		'tell, the object is read: after Okta refused, or before where Okta does it again without a word.',
		'What does not exist any more counts as deleted only if an ID names it. `ensured` says that it is',
		'so now, and that nobody looked whether it was so before: looking takes one more request for each',
		'item, and is done if **If Already So** is set. `notTaken` names values that Okta passed over.',
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
		'| operation | what it does | outcome | Okta API | scopes | admin role |',
		'| --- | --- | --- | --- | --- | --- |',
		...operations.toSorted((a, b) => a.name.localeCompare(b.name)).flatMap(renderOperation),
		'',
	];
}

/** A row for the operation, and one for each choice in its form that changes what it takes. */
function renderOperation({ name, description, variants = [], ...what }: Operation): string[] {
	return [
		`| ${name} | ${sentence(description)} | ${outcomes(what)} | ${calls(what)} | ${scopes(what)} | ${role(what)} |`,
		...variants.map(
			(variant) =>
				`| ${name}: ${variant.name} | | | ${calls(variant)} | ${scopes(variant)} | ${role(variant)} |`,
		),
	];
}

/** Its word for what it did, and why there is never nothing to change or nobody looks. */
function outcomes({ effect }: Pick<Operation, 'effect'>): string {
	if (!effect) return '';
	const { outcome, alreadySo } = effect;
	const word = outcome === undefined ? '' : `\`${outcome}\``;
	if (alreadySo === 'ownCode') return [word, '`unchanged`'].filter(Boolean).join(', ');
	if ('never' in alreadySo) return [word, alreadySo.never].filter(Boolean).join('; ');
	const onlyIfAsked = 'onlyIfAsked' in alreadySo ? alreadySo.onlyIfAsked : undefined;
	return onlyIfAsked === undefined
		? `${word}, \`unchanged\``
		: `\`ensured\`, or if asked ${word} or \`unchanged\`: ${onlyIfAsked}`;
}

function calls({ route, also = [] }: Pick<Operation, 'route' | 'also'>): string {
	if (route === 'ANY /') return 'any method and path';
	if (route === NOWHERE) return 'none';
	return [route, ...also].map((call) => `\`${call}\``).join('<br>');
}

function scopes({
	route,
	scopes: names,
	alsoScopes = [],
}: Pick<Operation, 'route' | 'scopes' | 'alsoScopes'>): string {
	if (route === 'ANY /') return 'those of the endpoint';
	if (names.length === 0) return 'none';
	const written = (list: readonly string[]) => list.map((scope) => `\`${scope}\``);
	return [written(names).join(' '), ...written(alsoScopes)].join(' and ');
}

/** Permissions of a custom role, or the standard role for which there is none. */
function role(what: Pick<Operation, 'route' | 'also' | 'permissions'>): string {
	if (what.route === 'ANY /') return 'what the endpoint needs';
	const rights = rightsOf(what).map((right) =>
		isPermission(right) ? `\`${right}\`` : (roleNames.get(right) ?? right).toLowerCase(),
	);
	return rights.length === 0 ? 'none' : rights.join('<br>');
}

const roleNames = new Map(standardRoles.map(({ name, value }) => [value, name]));

function sentence(text: string): string {
	return text.endsWith('.') ? text : `${text}.`;
}
