import type { IDataObject } from 'n8n-workflow';

import { isKnown } from '../objects/eventDetail';
import type { Part } from '../objects/logEvent';
import { Managers } from '../objects/managers';
import { withoutSecrets } from '../objects/secrets';
import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { inLanes } from '../transport/lanes';
import { fillPath } from '../transport/path';
import { toError } from '../transport/refusals';
import type { Okta } from '../transport/types';

/** What can be looked up: an object of the event, or the manager of its user. */
export type Detail = Part | 'manager';

/** What is to be looked up for each event. */
export interface Wanted {
	details: readonly Detail[];
	/** Attribute of the profile that says who the manager of a user is. */
	managerAttribute: string;
}

type Org = Pick<Okta, 'send' | 'pages'>;

const paths: Readonly<Record<Part, string>> = {
	user: '/api/v1/users/{id}',
	group: '/api/v1/groups/{id}',
	app: '/api/v1/apps/{id}',
};

const names: Readonly<Record<Detail, string>> = {
	user: 'currentUser',
	manager: 'currentManager',
	group: 'currentGroup',
	app: 'currentApp',
};

/** What Okta has of an object, if there is one, or why it could not be read. */
type Found = { object: IDataObject | null } | { failure: string };

/** How many look-ups are under way at a time: Okta lets some plans have fifteen, all clients together. */
const atATime = 5;

/**
 * Adds to items what the user, group or app of each is like now, and who manages the user; every object
 * is read once. Where that fails it is null, and `lookupErrors` says why: the event is there all the
 * same.
 */
export async function addCurrent(
	okta: Org,
	items: readonly IDataObject[],
	{ details, managerAttribute }: Wanted,
): Promise<IDataObject[]> {
	const found = new Map<string, Found>();
	const parts = details.map(partOf);
	const wanted = new Set(items.flatMap((item) => parts.map((part) => keyOf(item, part))));
	wanted.delete('');
	const lookUps = inLanes(wanted, { width: atATime }, async (key): Promise<[string, Found]> => {
		return [key, await lookUp(okta, key)];
	});
	for await (const [key, result] of lookUps) found.set(key, result);
	const managers = details.includes('manager')
		? await findManagers(okta, found, managerAttribute)
		: new Map<string, Found>();
	const ofDetail = (item: IDataObject, detail: Detail) =>
		(detail === 'manager' ? managers : found).get(keyOf(item, partOf(detail)));
	return items.map((item) =>
		details.reduce((sum, detail) => add(sum, detail, ofDetail(item, detail)), item),
	);
}

/** The manager of a user is found by way of the user. */
function partOf(detail: Detail): Part {
	return detail === 'manager' ? 'user' : detail;
}

/** Of each user that was read, by the same key; whoever could not be read has no manager we know of. */
async function findManagers(
	okta: Org,
	found: ReadonlyMap<string, Found>,
	attribute: string,
): Promise<ReadonlyMap<string, Found>> {
	const isUser = (key: string) => key.startsWith(paths.user.replace('{id}', ''));
	const users = [...found].flatMap(([key, result]) =>
		isUser(key) && 'object' in result && result.object ? [{ key, user: result.object }] : [],
	);
	const managers = new Map(
		[...found].filter(([key, result]) => isUser(key) && 'failure' in result),
	);
	try {
		const beside = await new Managers(okta, attribute).beside(users.map(({ user }) => user));
		for (const [index, { boss }] of beside.entries()) {
			managers.set(users[index]?.key ?? '', { object: isObject(boss) ? boss : null });
		}
	} catch (error) {
		for (const { key } of users) managers.set(key, { failure: toError(error).message });
	}
	return managers;
}

/** The path of the object; empty when the item is about none, or none that has an ID of Okta's. */
function keyOf(item: IDataObject, part: Part): string {
	const object = item[part];
	const id = isObject(object) ? text(object.id) : '';
	return /^\w+$/.test(id) && isKnown(id) ? fillPath(paths[part], () => id) : '';
}

async function lookUp(okta: Org, path: string): Promise<Found> {
	return await sendForObject(okta, { method: 'GET', path }).then(
		(object): Found => ({ object: withoutSecrets(object) }),
		(error: unknown): Found => ({ failure: toError(error).message }),
	);
}

function add(item: IDataObject, detail: Detail, result: Found | undefined): IDataObject {
	if (!result) return { ...item, [names[detail]]: null };
	if ('object' in result) return { ...item, [names[detail]]: result.object };
	const before: unknown = item.lookupErrors;
	const failure = `${detail}: ${result.failure}`;
	return {
		...item,
		[names[detail]]: null,
		lookupErrors: Array.isArray(before) ? [...before.map(String), failure] : [failure],
	};
}
