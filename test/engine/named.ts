import type { INodeParameters } from 'n8n-workflow';

import { formFields } from '../../nodes/Okta/form/readForm';
import { lookups } from '../../nodes/Okta/objects/lookups';
import { resources } from '../../nodes/Okta/operations';
import type { Operation } from '../../nodes/Okta/table/operation';
import type { Outcome } from './harness';
import { scenarios, type Item, type Scenario } from './scenarios';
import { apiRequests, type World } from './world';

/** A field of an operation by which people can name something, and a scenario that gives its ID. */
export interface Naming {
	key: string;
	resource: string;
	operation: Operation;
	field: string;
	/** The locator's mode, such as `login`. */
	mode: string;
	/** The member of the items that holds the ID. */
	member: string;
	scenario: Scenario;
}

/** Every operation of the node with every field and mode in which something can be named. */
export const namings: readonly Naming[] = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		return formFields(operation).flatMap(({ name: field }) =>
			Object.keys(lookups[field] ?? {}).map((mode) => ({
				key,
				resource,
				operation,
				field,
				mode,
				...scenarioOf(key, field),
			})),
		);
	}),
);

/** @throws when no scenario gives the field by an expression of one member of the item */
function scenarioOf(key: string, field: string): Pick<Naming, 'scenario' | 'member'> {
	for (const scenario of scenarios[key] ?? []) {
		const given = JSON.stringify(scenario.parameters[field] ?? '');
		const member = /"value":"=\{\{ \$json\.(\w+) \}\}"/.exec(given)?.[1];
		if (member !== undefined) return { scenario, member };
	}
	throw new Error(`${key} has no scenario with ${field} from the item`);
}

/** Runs the scenario's items, the field named by what the item holds under `named`. */
export async function runNamed(
	{ n8n, credential }: World,
	{ resource, operation, field, scenario }: Naming,
	mode: string,
	items: Item[],
): Promise<Outcome> {
	const parameters: INodeParameters = {
		resource,
		operation: operation.value,
		...(operation.shaped && { output: 'everything' }),
		...scenario.parameters,
		[field]: { __rl: true, mode, value: '={{ $json.named }}' },
	};
	return await n8n.run({ parameters, credential, items });
}

/** What was sent that could have changed something. */
export const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');
