import { z } from 'zod';
import { type Operation, toPlacement } from '../../../nodes/Okta/table/operation';
import type { Sent } from '../exchange';
import { bodySchemaOf, members, openApi, schemaAt } from './facts';

const parameterList = z.array(z.record(z.string(), z.unknown())).catch([]);
const schemaList = parameterList;

/**
 * Names of everything Okta's reference lets a caller send; dots lead into objects of the body.
 *
 * @param all also what the body may hold, but Okta sets by itself
 */
export function parametersOf(route: { method: string; path: string }, all = false): string[] {
	const operation = members(openApi.paths[route.path])[route.method.toLowerCase()];
	const inUrl = parameterList
		.parse(members(operation).parameters)
		.map(({ $ref, ...rest }) => (typeof $ref === 'string' ? schemaAt($ref) : rest))
		.filter((parameter) => parameter.in === 'query' || parameter.in === 'header')
		.map(({ name }) => String(name));
	const body = bodySchemaOf(route);
	const inBody = body === undefined ? [] : leaves(schemaAt(body), new Set(), all);
	return [...new Set([...inUrl, ...inBody])].filter((name) => name !== '');
}

/**
 * Innermost members of a schema that a caller may write, those of all its variants together. An
 * empty name stands for the value itself.
 */
function leaves(
	{ $ref, properties, readOnly, discriminator, ...rest }: Readonly<Record<string, unknown>>,
	above: ReadonlySet<string>,
	all: boolean,
): string[] {
	if (readOnly === true && !all) return [];
	if (typeof $ref === 'string') {
		return above.has($ref) ? [''] : leaves(schemaAt($ref), new Set([...above, $ref]), all);
	}
	const variants = [
		...['allOf', 'oneOf', 'anyOf'].flatMap((kind) => schemaList.parse(rest[kind])),
		...Object.values(members(members(discriminator).mapping)).map((variant) => ({ $ref: variant })),
	].map((variant) => leaves(variant, above, all));
	const named = [
		...Object.entries(members(properties))
			.filter(([name]) => !name.startsWith('_'))
			.flatMap(([name, value]) =>
				leaves(members(value), above, all).map((leaf) => (leaf === '' ? name : `${name}.${leaf}`)),
			),
		...variants.flat().filter((leaf) => leaf !== ''),
	];
	if (named.length > 0) return named;
	const isReadOnly = properties !== undefined || variants.some((variant) => variant.length === 0);
	return isReadOnly ? [] : [''];
}

/** Whether an operation offers a parameter, judging by its form and by what it was seen to send. */
export function isOffered(operation: Operation, sent: readonly Sent[]): (name: string) => boolean {
	const placed = [operation, operation.options ?? {}]
		.flatMap(({ query = [], header = [], body = [] }) => [...query, ...header, ...body])
		.map(toPlacement)
		.map(({ field, as = field.name }) => ({ type: field.type, as }));
	const names = new Set([
		...placed.map(({ as }) => as),
		...sent.flatMap(({ query, body }) => [...Object.keys(query), ...paths(body)]),
		...(operation.list ? ['after'] : []),
	]);
	// What is typed as JSON, or mapped, can hold any member.
	const open = placed
		.filter(({ type }) => type === 'json' || type === 'resourceMapper')
		.map(({ as }) => as);
	return (name) => names.has(name) || open.some((whole) => isWithin(whole, name));
}

/** Whether a name is a member of an object, or the object itself. */
export const isWithin = (whole: string, name: string): boolean =>
	name === whole || name.startsWith(`${whole}.`);

function paths(value: unknown): string[] {
	return Object.entries(members(value)).flatMap(([name, inner]) => [
		name,
		...paths(inner).map((path) => `${name}.${path}`),
	]);
}
