import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';
import { collect } from '../transport/pages';
import type { Okta } from '../transport/types';

/** The ID of what an object's own link leads to; empty where it has none. */
export function idInLink({ _links: links }: IDataObject): string {
	const self = isObject(links) && isObject(links['self']) ? text(links['self']['href']) : '';
	return self.slice(self.lastIndexOf('/') + 1);
}

/** IDs of the users on one side of a relationship, of which Okta shows the links only. */
export async function linkedIds(okta: Okta, path: string): Promise<string[]> {
	return (await collect(okta.pages({ method: 'GET', path }, {}))).map(idInLink);
}
