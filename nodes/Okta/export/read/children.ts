import type { IDataObject } from 'n8n-workflow';

import { text } from '../../transport/json';
import { collect } from '../../transport/pages';
import { fillPath } from '../../transport/path';
import { unlessMissing } from '../../transport/refusals';
import type { Okta, OktaRequest, Paging } from '../../transport/types';

/**
 * The list that belongs to an object, none if the object is gone meanwhile.
 *
 * @param template path with the one brace `{id}`
 */
export async function* readChildren(
	okta: Okta,
	template: string,
	parent: IDataObject,
	{ query, ...paging }: Paging & Pick<OktaRequest, 'query'> = {},
): AsyncGenerator<IDataObject[]> {
	const path = fillPath(template, () => text(parent['id']));
	const pages = okta.pages({ method: 'GET', path, query }, paging);
	for (;;) {
		const next = await pages.next().catch(unlessMissing);
		if (!next || next.done) return;
		yield next.value;
	}
}

/** The whole list that belongs to an object; undefined if the object is gone meanwhile. */
export async function collectChildren(
	okta: Okta,
	template: string,
	parent: IDataObject,
	paging: Paging = {},
): Promise<IDataObject[] | undefined> {
	const path = fillPath(template, () => text(parent['id']));
	return await collect(okta.pages({ method: 'GET', path }, paging)).catch(unlessMissing);
}
