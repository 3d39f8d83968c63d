import Ajv, { type ValidateFunction } from 'ajv/dist/2019';
import type { Sent } from '../exchange';
import { bodySchemaOf, openApi, operationFor, variantOf } from './facts';

const id = 'https://okta.example/openapi';
const ajv = new Ajv({ strict: false, validateFormats: false, schemas: [{ $id: id, ...openApi }] });

/**
 * Members the reference lacks: no EC key is without its curve (RFC 7518 section 6.2.1.1), and Okta's own
 * workflow template turns an assignment by sending its scope.
 */
const forgotten: unknown[] = ['crv', 'scope'];

const judges = new Map<string, ValidateFunction>();

function judgeOf(schema: string): ValidateFunction {
	const judge =
		judges.get(schema) ?? ajv.compile({ $ref: id + schema, unevaluatedProperties: false });
	judges.set(schema, judge);
	return judge;
}

/** Judges a request's body; properties the reference does not know are mistakes, too. */
function bodyErrors(schema: string, body: unknown) {
	const validate = judgeOf(variantOf(schema, body));
	if (validate(body)) return [];
	return validate.errors?.filter(({ params }) => !forgotten.includes(params.unevaluatedProperty));
}

/** Holds a request against Okta's reference: its query, and its body. */
export function expectInOktasWords(request: Sent): void {
	const operation = operationFor(request);
	const known = operation.queryParams.map(({ name }) => name);
	expect(Object.keys(request.query).filter((name) => !known.includes(name))).toEqual([]);

	const schema = bodySchemaOf(operation);
	expect(request.body === undefined).toBe(schema === undefined);
	if (schema === undefined) return;
	expect(bodyErrors(variantOf(schema, request.body), request.body)).toEqual([]);
}
