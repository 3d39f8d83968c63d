import { isShown } from '../table/isShown';
import { type Operation, type Placed, splitRoute, toPlacement } from '../table/operation';
import { Locator, type Values } from '../table/values';
import { isEmpty, nest } from '../transport/json';
import { emptyField, fillPath } from '../transport/path';
import type { Method, OktaRequest } from '../transport/types';

/**
 * Builds the request of an operation from what an item filled its form with. Fields left empty
 * aren't sent; switches and numbers always are.
 *
 * @throws UserError when a path parameter is empty or unsafe, or a required object isn't chosen
 */
export function toRequest(operation: Operation, values: Values): OktaRequest {
	const { query = [], body = [], header = [], options = {}, fixed = {} } = operation;
	const { method, path } = splitRoute(operation.route);
	const labels = new Map(operation.path?.map(({ name, displayName }) => [name, displayName]));
	const queryValues = sent([...query, ...(options.query ?? [])], values);
	const headerValues = sent([...header, ...(options.header ?? [])], values);
	const bodyFields = [...body, ...(options.body ?? [])];

	const request: OktaRequest = {
		method: toMethod(method),
		path: fillPath(
			path,
			(name) => values.text(name),
			(name) => labels.get(name) ?? name,
		),
		query: {
			...fixed.query,
			...Object.fromEntries(queryValues.map(([name, value]) => [name, toQueryValue(value)])),
		},
		headers: Object.fromEntries(headerValues.map(([name, value]) => [name, String(value)])),
		...((bodyFields.length > 0 || fixed.body) && {
			body: nest(fixed.body ?? {}, sent(bodyFields, values)),
		}),
		...(operation.repeat && { repeat: operation.repeat }),
		answer: method === 'GET' ? 'object' : 'objectOrNothing',
	};
	return operation.prepare?.(request, values) ?? request;
}

/** Names and values of the fields that have one, in the shape Okta takes. */
function sent(fields: readonly Placed[], values: Values): Array<[string, unknown]> {
	return fields
		.map(toPlacement)
		.map(({ field, as = field.name, convert }): [string, unknown] => {
			const given = values.get(field.name);
			const value = given instanceof Locator ? given.value : given;
			if (
				value === '' &&
				field.required &&
				given instanceof Locator &&
				isShown(field, (name) => values.get(name))
			) {
				throw emptyField(field.displayName);
			}
			return [as, isEmpty(value) || !convert ? value : convert(value)];
		})
		.filter(([, value]) => !isEmpty(value));
}

function toQueryValue(value: unknown): string | number | boolean {
	return typeof value === 'number' || typeof value === 'boolean' ? value : String(value);
}

const methods: readonly Method[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

function toMethod(name: string): Method {
	// Only Custom API Call says ANY, and its `run` asks the user for the method.
	return methods.find((method) => method === name) ?? 'GET';
}
