import Ajv from 'ajv/dist/2019';
import { splitRoute } from '../../../nodes/Okta/operation';
import { resources } from '../../../nodes/Okta/operations';
import { closeWorlds } from '../../engine/world';
import { cases, sentByNode } from '../exchange';
import { bodySchemaOf, openApi, operationFor, operations, variantOf } from './facts';

const id = 'https://okta.example/openapi';
const ajv = new Ajv({ strict: false, validateFormats: false, schemas: [{ $id: id, ...openApi }] });

/** Judges a request's body; properties the reference does not know are mistakes, too. */
function bodyErrors(schema: string, body: unknown) {
	const validate = ajv.compile({ $ref: id + schema, unevaluatedProperties: false });
	return validate(body) ? [] : validate.errors;
}

afterEach(closeWorlds);

const table = resources
	.flatMap(({ value, operations: all }) =>
		all.map((operation) => ({ key: `${value}.${operation.value}`, operation })),
	)
	.filter(({ operation }) => !operation.route.startsWith('ANY '));

test.each(table)("$key has its route and scopes from Okta's reference", ({ operation }) => {
	const { method, path } = splitRoute(operation.route);
	const concrete = path.replace(/\{\w+\}/g, 'x');
	const expected = operationFor({ method, path: concrete });

	expect([...operation.scopes]).toEqual(expected.scopes);
	expect(path.replace(/\{\w+\}/g, '{}')).toBe(expected.path.replace(/\{\w+\}/g, '{}'));
});

test.each(cases)("$key: $scenario.name, in Okta's own words", async (each) => {
	const sent = await sentByNode(each);
	expect(sent).not.toEqual([]);
	for (const request of sent) {
		const operation = operationFor(request);
		const known = operation.queryParams.map(({ name }) => name);
		expect(Object.keys(request.query).filter((name) => !known.includes(name))).toEqual([]);

		const schema = bodySchemaOf(operation);
		expect(request.body === undefined).toBe(schema === undefined);
		if (schema === undefined) continue;
		expect(bodyErrors(variantOf(schema, request.body), request.body)).toEqual([]);
	}
});

test('the reference is the whole one', () => {
	expect(operations.length).toBeGreaterThan(300);
});
