import Ajv from 'ajv/dist/2019';
import { type Operation, splitRoute } from '../../../nodes/Okta/operation';
import { resources } from '../../../nodes/Okta/operations';
import { closeWorlds } from '../../engine/world';
import { cases, sentByNode } from '../exchange';
import { bodySchemaOf, openApi, operationFor, operations } from './facts';

const id = 'https://okta.example/openapi';
const ajv = new Ajv({ strict: false, validateFormats: false, schemas: [{ $id: id, ...openApi }] });

/** Judges a request's body; properties the reference does not know are mistakes, too. */
function bodyErrors(schema: string, body: unknown) {
	const validate = ajv.compile({ $ref: id + schema, unevaluatedProperties: false });
	return validate(body) ? [] : validate.errors;
}

afterEach(closeWorlds);

/** Okta documents them with its OAuth 2.0 endpoints, of which the reference at hand has a few only. */
const isElsewhere = ({ route }: Operation): boolean =>
	['POST /oauth2/v1/global-token-revocation'].includes(route);

const table = resources
	.flatMap(({ value, operations: all }) =>
		all.map((operation) => ({ key: `${value}.${operation.value}`, operation })),
	)
	.filter(({ operation }) => !operation.route.startsWith('ANY ') && !isElsewhere(operation));

test.each(table)("$key has its route and scopes from Okta's reference", ({ operation }) => {
	const { method, path } = splitRoute(operation.route);
	const concrete = path.replace(/\{\w+\}/g, 'x');
	const expected = operationFor({ method, path: concrete });

	expect([...operation.scopes]).toEqual(expected.scopes);
	expect(path.replace(/\{\w+\}/g, '{}')).toBe(expected.path.replace(/\{\w+\}/g, '{}'));
});

const covered = cases.filter(({ operation }) => !isElsewhere(operation));

test.each(covered)("$key: $scenario.name, in Okta's own words", async (each) => {
	const sent = await sentByNode(each);
	expect(sent).not.toEqual([]);
	for (const request of sent) {
		const operation = operationFor(request);
		const known = operation.queryParams.map(({ name }) => name);
		expect(Object.keys(request.query).filter((name) => !known.includes(name))).toEqual([]);

		const schema = bodySchemaOf(operation);
		expect(request.body === undefined).toBe(schema === undefined);
		if (schema !== undefined) expect(bodyErrors(schema, request.body)).toEqual([]);
	}
});

test('the reference is the whole one', () => {
	expect(operations.length).toBeGreaterThan(300);
});
