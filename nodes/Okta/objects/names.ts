import { type IDataObject, UserError } from 'n8n-workflow';

import { findObject } from '../transport/answers';
import { text } from '../transport/json';
import { collect } from '../transport/pages';
import { fillPath } from '../transport/path';
import type { Okta, OktaRequest, Paging } from '../transport/types';

/** Objects that have names, and how Okta finds one. */
export interface Named {
	/** As people say it. */
	kind: string;
	/** Path of the list; the path of one object is the same with its ID at the end. */
	list: string;
	/** What stands for `{parent}` in it, and what the form calls that. */
	parent?: { label: string; id: string };
	/** What narrows the list down, one after another until something is found; nothing unless said. */
	queries?: ReadonlyArray<OktaRequest['query']>;
	paging?: Paging;
	nameOf: (object: IDataObject) => unknown;
	/** Okta takes no two names that differ in their case alone: any will do. */
	anyCase?: boolean;
}

/**
 * The one object of this name. Okta's lists show names as they were some seconds ago, and its searches
 * are looser than "equal": every hit is read by its ID, and compared.
 *
 * @throws UserError when there is none, or several
 */
export async function findNamed(okta: Okta, name: string, named: Named): Promise<IDataObject> {
	const { found, renamed } = await search(okta, name, named);
	const [object, another] = found;
	if (object === undefined) throw none(name, named, renamed);
	if (another !== undefined) {
		const ids = found.map((candidate) => text(candidate['id']));
		throw new UserError(`Several ${named.kind}s in Okta are named "${name}"`, {
			description: `Give the ID of the one you mean: ${ids.join(', ')}.`,
		});
	}
	return object;
}

/** An object of this name as it is now, if a list shows one already. */
export async function anyNamed(
	okta: Okta,
	name: string,
	named: Named,
): Promise<IDataObject | undefined> {
	return (await search(okta, name, named)).found[0];
}

async function search(okta: Okta, name: string, named: Named) {
	const { list, parent, queries = [undefined], paging = { pageSize: 200 }, nameOf } = named;
	const { label = '', id: parentId = '' } = parent ?? {};
	const path = fillPath(
		list,
		() => parentId,
		() => label,
	);
	const inCase = (value: unknown) => (named.anyCase ? text(value).toLowerCase() : value);
	const isIt = (object: IDataObject) => inCase(nameOf(object)) === inCase(name);
	const renamed: IDataObject[] = [];
	for (const query of queries) {
		const hits = (await collect(okta.pages({ method: 'GET', path, query }, paging))).filter(isIt);
		const objects = await Promise.all(hits.map(async ({ id }) => await read(okta, path, text(id))));
		const present = objects.filter((object) => object !== undefined);
		const found = present.filter(isIt);
		if (found.length > 0) return { found, renamed };
		renamed.push(...present);
	}
	return { found: [], renamed };
}

async function read(okta: Okta, list: string, id: string): Promise<IDataObject | undefined> {
	const path = list + fillPath('/{id}', () => id);
	return await findObject(okta, path);
}

function none(name: string, { kind, nameOf }: Named, [renamed]: IDataObject[]): UserError {
	const reason = renamed
		? `The ${kind} ${text(renamed['id'])} had that name until a moment ago and is now named "${text(nameOf(renamed))}". If it is meant, give its ID or that name.`
		: `The name has to match exactly, and the admin role of the service app has to cover the ${kind}: Okta leaves out of lists what it does not. Was the ${kind} made or renamed seconds ago? Okta's lists learn of that late: give its ID instead.`;
	return new UserError(`There is no ${kind} named "${name}" in Okta`, {
		description: `Nothing was changed. ${reason}`,
	});
}
