import type { IDataObject } from 'n8n-workflow';

import { isKnown, type Part } from '../objects/logEvent';
import { withoutSecrets } from '../objects/secrets';
import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { inLanes } from '../transport/lanes';
import { fillPath } from '../transport/path';
import type { Okta } from '../transport/types';

const paths: Readonly<Record<Part, string>> = {
	user: '/api/v1/users/{id}',
	group: '/api/v1/groups/{id}',
	app: '/api/v1/apps/{id}',
};

const names: Readonly<Record<Part, string>> = {
	user: 'currentUser',
	group: 'currentGroup',
	app: 'currentApp',
};

/** What Okta has of an object, or why it could not be read. */
type Found = { object: IDataObject } | { failure: string };

/** How many look-ups are under way at a time: Okta lets some plans have fifteen, all clients together. */
const atATime = 5;

/**
 * Adds to items what the user, group or app of each is like now; every object is read once. Where
 * that fails it is null, and `lookupErrors` says why: the event is there all the same.
 */
export async function addCurrent(
	okta: Pick<Okta, 'send'>,
	items: readonly IDataObject[],
	parts: readonly Part[],
): Promise<IDataObject[]> {
	const found = new Map<string, Found>();
	const wanted = new Set(items.flatMap((item) => parts.map((part) => keyOf(item, part))));
	wanted.delete('');
	const lookUps = inLanes(wanted, { width: atATime }, async (key): Promise<[string, Found]> => {
		return [key, await lookUp(okta, key)];
	});
	for await (const [key, result] of lookUps) found.set(key, result);
	return items.map((item) => parts.reduce((sum, part) => add(sum, part, found), item));
}

/** The path of the object; empty when the item is about none, or none that has an ID of Okta's. */
function keyOf(item: IDataObject, part: Part): string {
	const object = item[part];
	const id = isObject(object) ? text(object.id) : '';
	return /^\w+$/.test(id) && isKnown(id) ? fillPath(paths[part], () => id) : '';
}

async function lookUp(okta: Pick<Okta, 'send'>, path: string): Promise<Found> {
	return await sendForObject(okta, { method: 'GET', path }).then(
		(object): Found => ({ object: withoutSecrets(object) }),
		(error: unknown): Found => ({
			failure: error instanceof Error ? error.message : String(error),
		}),
	);
}

function add(item: IDataObject, part: Part, found: ReadonlyMap<string, Found>): IDataObject {
	const result = found.get(keyOf(item, part));
	if (!result) return { ...item, [names[part]]: null };
	if ('object' in result) return { ...item, [names[part]]: result.object };
	const before: unknown = item.lookupErrors;
	const failure = `${part}: ${result.failure}`;
	return {
		...item,
		[names[part]]: null,
		lookupErrors: Array.isArray(before) ? [...before.map(String), failure] : [failure],
	};
}
