import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { formFields, optionFields } from '../../nodes/Okta/form/readForm';
import { isObject } from '../../nodes/Okta/transport/json';
import { part } from '../walks/part';
import { namings, type Naming } from './named';
import { apiRequests, closeWorlds, complaint, openWorld } from './world';

afterEach(closeWorlds);

/** What may be typed that no field, or not this one, can be for. */
const wrong: ReadonlyArray<string | string[]> = ['', '..', '{', ['{'], []];

/** Parameters in which one field is what the item holds under `wrong`, those of the scenario else. */
function spoilt({ operation, scenario: { parameters } }: Naming): Array<[string, INodeParameters]> {
	const { options } = parameters;
	const value = '={{ $json.wrong }}';
	const free = (fields: INodeProperties[]) =>
		fields
			.filter(({ type }) => type !== 'resourceLocator' && type !== 'options')
			.map(({ name }) => name);
	return [
		...free(formFields(operation)).map((name): [string, INodeParameters] => [
			name,
			{ [name]: value },
		]),
		...free(optionFields(operation)).map((name): [string, INodeParameters] => [
			name,
			{ options: { ...(isObject(options) && options), [name]: value } },
		]),
	];
}

/** Each operation once, with a field by which something has to be looked up. */
const looking = [...new Map(namings.map((naming) => [naming.key, naming])).values()];

test.each(part(looking))('$key: an error that says so comes before a look-up', async (naming) => {
	const { resource, operation, field, mode, scenario } = naming;
	const { n8n, org, credential } = await openWorld();
	const [item = {}] = scenario.items(org);
	for (const [name, parameters] of spoilt(naming)) {
		for (const value of wrong) {
			org.ledger.clear();
			const outcome = await n8n.run({
				parameters: {
					resource,
					operation: operation.value,
					...scenario.parameters,
					[field]: { __rl: true, mode, value: 'whoever@acme.example' },
					...parameters,
				},
				credential,
				items: [{ ...item, wrong: value }],
			});
			const said = outcome.error ? complaint(outcome) : '';
			const sent = said.includes('Nothing was sent') ? apiRequests(org) : [];
			expect([name, value, sent.map(({ path }) => path)]).toEqual([name, value, []]);
		}
	}
});
