import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const folder = resolve(__dirname, '../../../../shared/okta');

const read = <T>(file: string, shape: z.ZodType<T>): T =>
	shape.parse(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));

const operationList = z.array(
	z.object({
		operationId: z.string(),
		method: z.string(),
		path: z.string(),
		scopes: z.array(z.string()),
		queryParams: z.array(z.object({ name: z.string() })),
	}),
);
const operationsFile = z.object({
	operations: operationList,
	governance: operationList.default([]),
});

const schema = z.record(z.string(), z.unknown());

/** The members of a JSON object; none of anything else. */
export const members = (value: unknown): Readonly<Record<string, unknown>> =>
	schema.safeParse(value).data ?? {};

const openApiFile = z.object({
	paths: z.record(
		z.string(),
		z.record(
			z.string(),
			z.object({ requestBody: schema.optional() }).passthrough().or(z.unknown().array()),
		),
	),
	components: z
		.object({
			schemas: z.record(z.string(), schema),
			parameters: z.record(z.string(), z.unknown()),
		})
		.passthrough(),
});
/** Okta's operations with their scopes and query parameters, those of identity governance included. */
export const operations = ['operations.json', 'operations-more.json']
	.map((file) => read(file, operationsFile))
	.flatMap((file) => [...file.operations, ...(file.governance ?? [])]);

const governance = read(
	'openapi-governance.json',
	z.object({ administration: openApiFile, requests: z.unknown() }),
);

/** The two documents of governance call different things alike: those of one get another name. */
const requests = openApiFile.parse(
	JSON.parse(
		JSON.stringify(governance.requests).replaceAll(
			/"(#\/components\/\w+\/)/g,
			(_, start: string) => `"${start}requests.`,
		),
		(key, value: unknown) => (key === 'components' ? renamed(value) : value),
	),
);

/** Every component under the name that `requests` refers to it by. */
function renamed(components: unknown): unknown {
	return Object.fromEntries(
		Object.entries(members(components)).map(([kind, all]) => [
			kind,
			Object.fromEntries(
				Object.entries(members(all)).map(([name, value]) => [`requests.${name}`, value]),
			),
		]),
	);
}

const documents = [
	requests,
	governance.administration,
	read('openapi-more.json', openApiFile),
	read('openapi-core.json', openApiFile),
];

function together<T>(part: (one: (typeof documents)[number]) => Record<string, T>) {
	return Object.fromEntries(documents.flatMap((one) => Object.entries(part(one))));
}

/** All of them as one; what the later ones have comes before what the earlier have. */
const reference = {
	// One document may have the reads of a path, and another its writes.
	paths: documents
		.map(({ paths }) => paths)
		.reduce((all, some) => ({
			...all,
			...Object.fromEntries(
				Object.entries(some).map(([path, methods]) => [path, { ...all[path], ...methods }]),
			),
		})),
	components: {
		...together<unknown>(({ components }) => components),
		schemas: together(({ components }) => components.schemas),
		parameters: together(({ components }) => components.parameters),
	},
};

/** Each says "one of" about variants that overlap, so that hardly any body fits one and no other. */
const overlapping = [
	'AppUserUpdateRequest',
	'UserFactorActivateRequest',
	'UserFactorVerifyRequest',
];

/** OpenAPI 3.0 document of the same operations, strict: for requests. */
export const openApi = {
	...reference,
	components: {
		...reference.components,
		schemas: Object.fromEntries(
			Object.entries(reference.components.schemas).map(([name, { oneOf, ...rest }]) => [
				name,
				oneOf === undefined
					? rest
					: { ...rest, [overlapping.includes(name) ? 'anyOf' : 'oneOf']: oneOf },
			]),
		),
	},
};

/** Where in the document the schema of an operation's JSON body is (RFC 6901), if it has one. */
export function bodySchemaOf({ method, path }: { method: string; path: string }) {
	const operation = openApi.paths[path]?.[method.toLowerCase()];
	if (operation === undefined) throw new Error(`The OpenAPI document has no ${method} ${path}`);
	if (!('requestBody' in operation)) return undefined;
	const shared = operation.requestBody?.['$ref'];
	const body =
		typeof shared === 'string'
			? shared
			: `#${['paths', path, method.toLowerCase(), 'requestBody'].map(pointerStep).join('')}`;
	return body + ['content', 'application/json', 'schema'].map(pointerStep).join('');
}

const polymorphic = z.object({
	discriminator: z.object({ propertyName: z.string(), mapping: z.record(z.string(), z.string()) }),
});

/** What Okta asks by inline hooks has nothing in the reference that tells one kind from another. */
const asked: Readonly<Record<string, string>> = {
	'com.okta.import.transform': 'UserImportRequestExecute',
	'com.okta.oauth2.tokens.transform': 'TokenRequest',
	'com.okta.saml.tokens.transform': 'SAMLPayloadExecute',
	'com.okta.telephony.provider': 'TelephonyRequestExecute',
	'com.okta.user.credential.password.import': 'PasswordImportRequestExecute',
	'com.okta.user.pre-registration': 'RegistrationInlineHookSSRData',
};

/** Where the schema is that a body is really of: one member says which of several kinds it is. */
export function variantOf(pointer: string, body: unknown): string {
	const request = asked[String(members(body).eventType)];
	if (request !== undefined) return `#/components/schemas/${request}`;
	const found = polymorphic.safeParse(schemaAt(pointer));
	if (!found.success) return pointer;
	const { propertyName, mapping } = found.data.discriminator;
	return mapping[String(members(body)[propertyName])] ?? pointer;
}

const schemas = new Map<string, Readonly<Record<string, unknown>>>();

/** The part of the document that a JSON pointer leads to, with a reference there followed. */
export function schemaAt(pointer: string): Readonly<Record<string, unknown>> {
	const known = schemas.get(pointer) ?? follow(pointer);
	schemas.set(pointer, known);
	return known;
}

function follow(pointer: string): Readonly<Record<string, unknown>> {
	const found = pointer
		.slice('#/'.length)
		.split('/')
		.map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
		.reduce<unknown>((value, step) => members(value)[step], openApi);
	const { $ref, ...rest } = members(found);
	return typeof $ref === 'string' ? schemaAt($ref) : rest;
}

const pointerStep = (name: string): string =>
	`/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;

const braces = ({ path }: { path: string }): number => path.split('{').length;

/** `/groups/rules` is an operation of its own and not the group called "rules": fewer braces first. */
const byBraces = operations
	.toSorted((one, other) => braces(one) - braces(other))
	.map((operation) => ({
		operation,
		pattern: new RegExp(`^${operation.path.replace(/\{\w+\}/g, '[^/]+')}$`),
	}));

/** The operation a request is for. @throws when Okta has none at this address */
export function operationFor({ method, path }: { method: string; path: string }) {
	const found = byBraces.find(
		({ operation, pattern }) => operation.method === method && pattern.test(path),
	);
	if (found === undefined) throw new Error(`Okta's reference has no ${method} ${path}`);
	return found.operation;
}
