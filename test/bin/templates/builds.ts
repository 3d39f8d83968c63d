import { type Operation, type Resource, toPlacement } from '../../../nodes/Okta/table/operation';
import type { Call, Template } from './template';

/** How a template can be built. */
export interface Build {
	template: Template;
	/** Operations that make its calls, as `User: Get`. */
	operations: readonly string[];
	/** Calls that take Custom API Call. */
	unnamed: readonly string[];
	/** A node of this package it needs and there isn't. */
	missingNode: string | undefined;
}

/** With named operations and nodes alone, with more than these, or not at all. */
export type Verdict = 'named' | 'unnamed' | 'impossible';

export function verdictOf({ template, unnamed, missingNode }: Build): Verdict {
	if (template.impossible !== undefined) return 'impossible';
	return unnamed.length === 0 && missingNode === undefined ? 'named' : 'unnamed';
}

/**
 * Holds a template against the table of operations.
 *
 * @param nodes - the nodes of the package, as `Okta Trigger`
 */
export function buildOf(
	template: Template,
	resources: readonly Resource[],
	nodes: readonly string[],
): Build {
	const calls = (template.calls ?? []).map((call) => ({
		name: nameOf(call),
		operation: operationFor(call, resources),
	}));
	const { startedBy } = template;
	return {
		template,
		operations: unique(calls.flatMap(({ operation = [] }) => operation)),
		unnamed: unique(calls.filter(({ operation }) => !operation).map(({ name }) => name)),
		missingNode: startedBy === undefined || nodes.includes(startedBy) ? undefined : startedBy,
	};
}

/** The method and path of a call. */
export const nameOf = (call: Call): string => (typeof call === 'string' ? call : call.call);

/** The operations that are what their call is, and don't just make it on the way. */
const plain = ['get', 'getAll', 'create', 'update', 'delete'];

function operationFor(call: Call, resources: readonly Resource[]): string | undefined {
	const { resource, member } = typeof call === 'string' ? {} : call;
	const wanted = spelled(nameOf(call));
	const makes = (route: string) => spelled(route) === wanted;
	const found = resources
		.filter(({ value }) => resource === undefined || value === resource)
		.flatMap(({ name, operations }) =>
			operations
				.filter((operation) => routesOf(operation).some(makes))
				.filter((operation) => member === undefined || placesOf(operation).includes(member))
				.map((operation) => ({ name: `${name}: ${operation.name}`, operation })),
		)
		.map(({ name, operation: { route, value, also = [] } }) => ({
			name,
			// Of those whose own call it is, the one that makes the fewest others.
			far: (makes(route) ? 0 : 1000) + (plain.includes(value) ? 0 : 100) + also.length,
		}))
		.toSorted((one, other) => one.far - other.far);
	return found[0]?.name;
}

const routesOf = ({ route, also = [], variants = [] }: Operation): string[] => [
	route,
	...also,
	...variants.flatMap((variant) => [variant.route, ...(variant.also ?? [])]),
];

const placesOf = ({ body = [], controls = [], options = {} }: Operation): string[] =>
	[...body, ...controls, ...(options.body ?? []), ...(options.controls ?? [])]
		.map(toPlacement)
		.flatMap(({ field, as = field.name }) => [field.name, as]);

/** Okta's reference and our table name the parameters of a path differently. */
const spelled = (route: string): string => route.replace(/\{\w+\}/g, '{}');

const unique = (names: readonly string[]): string[] => [...new Set(names)];
