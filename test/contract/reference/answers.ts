import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv/dist/2019';
import { z } from 'zod';

const folder = resolve(__dirname, '../../../../shared/okta');

const responses = z.record(
	z.string(),
	z.object({
		$ref: z.string().optional(),
		content: z.record(z.string(), z.unknown()).optional(),
	}),
);
const document = z
	.object({
		paths: z.record(z.string(), z.record(z.string(), z.unknown())),
		components: z
			.object({ responses: responses.optional(), schemas: z.record(z.string(), z.unknown()) })
			.passthrough(),
	})
	.passthrough();
type Document = z.infer<typeof document>;

const read = (file: string): Document =>
	document.parse(JSON.parse(readFileSync(resolve(folder, file), 'utf8')));

const oauth = read('openapi-oauth.json');
// A signing key there is an RSA or EC key, which are signing keys, and so on without an end.
oauth.components.schemas.JsonSigningWebKey = { type: 'object' };

const governance = z
	.object({ administration: document, requests: document })
	.parse(JSON.parse(readFileSync(resolve(folder, 'openapi-governance.json'), 'utf8')));

const documents: Record<string, Document> = {
	'https://okta.example/governance': governance.administration,
	'https://okta.example/requests': governance.requests,
	'https://okta.example/core': read('openapi-core.lenient.json'),
	'https://okta.example/more': read('openapi-more.json'),
	'https://okta.example/oauth': oauth,
};
const ajv = new Ajv({ strict: false, validateFormats: false, schemas: documents });

const operation = z.object({ responses });

export interface Answered {
	method: string;
	/** Path template as Okta's reference spells it. */
	template: string;
	status: number;
	body: unknown;
}

/** Places where the reference is wrong about what Okta answers. */
const mistaken = [
	// A text such as `UNIQUE_VALIDATED`, not a boolean.
	/\/properties\/\w+\/unique$/,
	// A text, not an object: members of a factor's profile in the answer to a challenge.
	/^\/profile\/credentialId$/,
	// A list of ways to send a code again.
	/\/_links\/resend$/,
	// More methods than it knows.
	/\/_links\/self\/hints\/allow\/\d$/,
	// A pattern that no text fits.
	/^\/\d+\/tokenWindow$/,
];

/** Statuses that Okta was recorded to answer with, and under which the reference has the answer. */
const recordedStatuses: Readonly<Record<string, { recorded: number; documented: number }>> = {
	'POST /api/v1/apps/{appId}/grants': { recorded: 200, documented: 201 },
	'POST /oauth2/v1/clients/{clientId}/roles': { recorded: 201, documented: 200 },
};

/** What Okta's reference says against an answer: an unknown status, a body that doesn't fit. */
export function answerFaults({ method, template, status, body }: Answered): string[] {
	// One document may have the reads of a path, and another its writes.
	const found = Object.entries(documents).find(
		([, { paths }]) => paths[template]?.[method.toLowerCase()] !== undefined,
	);
	if (!found) return [`The reference has no ${method} ${template}`];
	const [id, { paths, components }] = found;
	const known = operation.parse(paths[template]?.[method.toLowerCase()]).responses;
	const differs = recordedStatuses[`${method} ${template}`];
	const documented = differs?.recorded === status ? differs.documented : status;
	const response = known[documented];
	if (!response) return [`${method} ${template} doesn't answer ${status}`];
	const name = response.$ref?.split('/').at(-1);
	const { content } = name === undefined ? response : (components.responses?.[name] ?? {});
	// Okta answers `{}` or more to many requests whose answer the reference shows as empty.
	if (content?.['application/json'] === undefined) return [];
	const at =
		name === undefined
			? ['paths', template, method.toLowerCase(), 'responses', String(documented)]
			: ['components', 'responses', name];
	return bodyFaults(
		`${id}#${[...at, 'content', 'application/json', 'schema'].map(step).join('')}`,
		body,
	);
}

const judges = new Map<string, ValidateFunction>();

function bodyFaults(schema: string, body: unknown): string[] {
	const validate = judges.get(schema) ?? ajv.compile({ $ref: schema });
	judges.set(schema, validate);
	if (validate(body)) return [];
	return (validate.errors ?? [])
		.filter(({ instancePath }) => !mistaken.some((place) => place.test(instancePath)))
		.map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

/** One step of a JSON pointer in a URI fragment (RFC 6901 section 6). */
const step = (name: string): string =>
	`/${encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))}`;
