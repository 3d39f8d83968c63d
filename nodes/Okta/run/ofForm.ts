import type { INodeProperties, NodeApiError, NodeOperationError } from 'n8n-workflow';

import { looksLikeId } from '../objects/lookups';
import type { Operation } from '../table/operation';
import { Locator, type Values } from '../table/values';
import { text } from '../transport/json';
import { hasCode, namingScopeOf } from '../transport/refusals';

/** Something that an item's form names: a user, say, and how it is named there. */
interface Named {
	field: INodeProperties;
	/** What people call such a thing, as in `group rule`. */
	noun: string;
	mode: string;
	value: string;
}

/**
 * Says in words of the form what Okta says in its own: which object of the item is meant, and which
 * field helps. Okta knows nothing of the form.
 *
 * @param values - what the item filled the form with; nothing where that could not be read
 * @returns the error, changed in place
 */
export function inWordsOfForm(
	error: NodeApiError | NodeOperationError,
	operation: Operation,
	values?: Values,
): NodeApiError | NodeOperationError {
	namingScopeOf(error, [...operation.scopes, ...(operation.alsoScopes ?? [])]);
	if (!values) return error;
	const named = namedBy(operation, values);
	for (const reword of [notFound, notOktasOwn, taken]) {
		const better = reword(error, named, operation, values);
		if (!better) continue;
		const [title, advice] = better;
		const lines = (error.description ?? '').split('\n').filter((line) => !genericAdvice.has(line));
		const said = title === error.message ? '' : sentence(error.message);
		error.message = title;
		const others = lines.filter((line) => line !== said);
		error.description = [advice, said, ...others].filter(Boolean).join('\n');
		break;
	}
	const known = `${error.message}\n${error.description ?? ''}`;
	const login = text(values.object('profile')['login']);
	const about = [
		...named.map(({ noun, value }) => [noun, value]),
		...(login === '' ? [] : [['login', login]]),
	].filter(([, value = '']) => value !== '' && !known.includes(value));
	if (about.length > 0) {
		const line = `About: ${about.map((pair) => pair.join(' ')).join(', ')}.`;
		error.description = [error.description, line].filter(Boolean).join('\n');
	}
	return error;
}

/** What transport says of an address where nothing is, knowing nothing of forms. */
const genericAdvice = new Set(['Check the ID, and the Okta domain in the credential.']);

type Reword = (
	error: NodeApiError | NodeOperationError,
	named: readonly Named[],
	operation: Operation,
	values: Values,
) => [title: string, advice: string] | undefined;

/** What of our words is in what Okta calls a kind of object. */
const nouns: Readonly<Record<string, string>> = {
	User: 'user',
	UserGroup: 'group',
	AppInstance: 'app',
};

/** A name in the place of an ID, which is what comes of dragging it there; or an ID of nothing. */
const notFound: Reword = (error, named) => {
	if (!hasCode(error, ['E0000007'])) return undefined;
	const [, missing, kind = ''] =
		/^Not found: Resource not found: (.+) \((\w+)\)$/.exec(error.message) ?? [];
	const one = named.find(
		({ value, noun }) => value === missing && noun.includes(nouns[kind] ?? ''),
	);
	if (!one) return undefined;
	const { field, noun, value } = one;
	const modes = field.modes?.map(({ name }) => name) ?? [];
	if (!looksLikeId(value) && modes.includes('login')) {
		return [
			`There is no ${noun} with the login "${value}" in Okta`,
			'The whole login has to match.',
		];
	}
	const byName = field.modes?.find(({ name }) => name === 'name');
	if (!looksLikeId(value) && byName) {
		return [
			`There is no ${noun} with the ID "${value}" in Okta`,
			`This looks like a name: choose “${byName.displayName}” in the field ${field.displayName}.`,
		];
	}
	return [
		`There is no ${noun} with the ID "${value}" in Okta`,
		`It may have been deleted, be in another org than the credential, or be out of reach of the admin role of the service app.`,
	];
};

/** Everyone, and the groups of apps and directories, have their members from elsewhere. */
const notOktasOwn: Reword = (error, named) => {
	if (!hasCode(error, ['E0000060'])) return undefined;
	const group = named.find(({ noun }) => noun === 'group');
	if (!group) return undefined;
	return [
		'Okta does not allow this for this group',
		'Everyone has all users in it, and a group from an app or a directory has its members from there. ' +
			'Leave such groups out: only those of type OKTA_GROUP can be changed here.',
	];
};

/** What was to be created is there. */
const taken: Reword = (error, _, operation, values) => {
	const said = `${error.message}\n${error.description ?? ''}`;
	const [, attribute = ''] = /(\w+): An object with this field already exists/.exec(said) ?? [];
	if (!hasCode(error, ['E0000001']) || attribute === '') return undefined;
	const profile = values.object('profile');
	const value = text(profile[attribute]) || values.text(attribute);
	if (value === '') return undefined;
	const choice = operation.controls?.find(
		(one): one is INodeProperties => 'name' in one && one.name === 'ifExists',
	);
	return [
		`Okta has one with the ${attribute} "${value}" already`,
		choice
			? `“${choice.displayName}”, below, says what to do then: fail, put out what is there, or update it.`
			: '',
	];
};

function namedBy({ path = [] }: Operation, values: Values): Named[] {
	return path.flatMap((field) => {
		const held = values.get(field.name);
		if (!(held instanceof Locator) || held.value === '') return [];
		const noun = field.displayName.replace(/ (ID|Name)$/, '').toLowerCase();
		return [{ field, noun, mode: held.mode, value: held.value }];
	});
}

const sentence = (line: string): string => (/[.!?]$/.test(line) ? line : `${line}.`);
