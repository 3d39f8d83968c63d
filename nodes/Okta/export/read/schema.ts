import { NodeApiError } from 'n8n-workflow';

import { isObject, text } from '../../transport/json';
import type { Okta } from '../../transport/okta';

/** Names of the attributes of the schemas at these paths, base ones first, each once. */
export async function attributesOf(okta: Okta, paths: readonly string[]): Promise<string[]> {
	const schemas = await Promise.all(
		paths.map(async (path) => (await okta.send({ method: 'GET', path })).body),
	);
	const names = ['base', 'custom'].flatMap((part) =>
		schemas.flatMap((schema) => {
			const definitions = isObject(schema) ? schema['definitions'] : undefined;
			const definition = isObject(definitions) ? definitions[part] : undefined;
			const properties = isObject(definition) ? definition['properties'] : undefined;
			return Object.keys(isObject(properties) ? properties : {});
		}),
	);
	return [...new Set(names)];
}

/** Paths of the schemas of all user types; the default one's where types may not be read. */
export async function userSchemas(okta: Okta): Promise<string[]> {
	const reply = await okta
		.send({ method: 'GET', path: '/api/v1/meta/types/user' })
		.catch(unlessForbidden);
	const types: unknown[] = Array.isArray(reply?.body) ? reply.body : [];
	const schemas = types.filter(isObject).flatMap(({ _links: links }) => {
		const schema = isObject(links) ? links['schema'] : undefined;
		const href = isObject(schema) ? text(schema['href']) : '';
		// Okta spells its own address there, which may be another than the custom domain in use.
		return URL.canParse(href) ? [new URL(href).pathname] : [];
	});
	return schemas.length > 0 ? schemas : ['/api/v1/meta/schemas/user/default'];
}

function unlessForbidden(error: unknown): undefined {
	if (!(error instanceof NodeApiError && error.httpCode === '403')) throw error;
}
