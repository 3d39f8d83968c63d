import type { INodeParameters } from 'n8n-workflow';

import { formFields, optionFields } from '../../nodes/Okta/form/readForm';
import { fieldsOfSeveral } from '../../nodes/Okta/objects/lookups';
import { resources } from '../../nodes/Okta/operations';
import { writes } from './named';
import { scenarios, scopesOf, type Item, type Scenario } from './scenarios';
import { textOf } from './scenarios/scenario';
import { closeWorlds, complaint, openWorld, type World } from './world';

afterEach(closeWorlds);

const isForm = (value: INodeParameters[string]): value is INodeParameters =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const optionsIn = ({ options }: INodeParameters): INodeParameters =>
	isForm(options) ? options : {};

/** An operation with a field in which several users or groups are named, and a scenario that does. */
const cases = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		const fields = [...formFields(operation), ...optionFields(operation)];
		return fields
			.filter(({ name }) => fieldsOfSeveral.includes(name))
			.map(({ name: field }) => {
				const ofOperation = scenarios[key] ?? [];
				const scenario = ofOperation.find(({ parameters }) => given(parameters, field) !== '');
				return { key, field, operation, resource, scenario };
			});
	}),
);

/** What a form has in a field, be it among the options; empty where it has none. */
function given(parameters: INodeParameters, field: string): string {
	const value = parameters[field] ?? optionsIn(parameters)[field] ?? '';
	return typeof value === 'string' ? value : '';
}

/** The form with another value there. */
function giving(parameters: INodeParameters, field: string, value: string): INodeParameters {
	return field in parameters
		? { ...parameters, [field]: value }
		: { ...parameters, options: { ...optionsIn(parameters), [field]: value } };
}

const idsIn = (value: string, item: Item): string[] =>
	value
		.replace(/^=/, '')
		.replaceAll(/\{\{ \$json\.(\w+) \}\}/g, (_, member: string) => item[member] ?? '')
		.split(',')
		.map((id) => id.trim());

/** The ID, or of one that the org doesn't have, another of its kind. */
const here = ({ org }: World, id: string): string => {
	if (org.groups.get(id) ?? org.directory.findUser(id)) return id;
	const [user] = org.users.list();
	const [group] = org.groups.list().filter(({ type }) => type === 'OKTA_GROUP');
	return (id.startsWith('00u') ? user?.id : group?.id) ?? '';
};

const nameOf = ({ org }: World, id: string): string => {
	const group = org.groups.get(id);
	const user = org.directory.findUser(id);
	if (!group && !user) throw new Error(`${id} is neither a group nor a user`);
	return group ? textOf(group.profile, 'name') : textOf(user?.profile ?? {}, 'login');
};

test('every list of users or groups takes names, and every one is in a scenario', () => {
	const lists = resources.flatMap(({ operations }) =>
		operations.flatMap((operation) =>
			[...formFields(operation), ...optionFields(operation)]
				.filter(({ name, type }) => type === 'string' && /(user|group)Ids$/i.test(name))
				.map(({ name }) => name),
		),
	);
	expect(new Set(lists)).toEqual(new Set(fieldsOfSeveral));
	expect(cases.filter(({ scenario }) => !scenario).map(({ key, field }) => [key, field])).toEqual(
		[],
	);
});

describe.each(cases)('$key, $field', ({ operation, resource, field, scenario }) => {
	const run = async (
		{ parameters, items }: Scenario,
		value: (world: World, ids: string[]) => string[],
	) => {
		const scopes = [...scopesOf(operation), 'okta.users.read', 'okta.groups.read'];
		const world = await openWorld({ app: { scopes } });
		const [item] = items(world.org);
		if (!item) throw new Error('The scenario has no items');
		const ids = idsIn(given(parameters, field), item).map((id) => here(world, id));
		const listed = value(world, ids).join(', ');
		const form = giving(parameters, field, listed);
		const outcome = await world.n8n.run({
			parameters: { resource, operation: operation.value, ...form },
			credential: world.credential,
			items: [item],
		});
		return {
			outcome,
			sent: writes(world).map(({ method, path, body }) => ({ method, path, body })),
		};
	};

	test('takes names as it takes IDs, and both at a time', async () => {
		if (!scenario) throw new Error('There is no scenario');
		const [byId, byName, mixed] = [
			await run(scenario, (_, ids) => ids),
			await run(scenario, (world, ids) => ids.map((id) => nameOf(world, id))),
			await run(scenario, (world, [first = '', ...more]) => [nameOf(world, first), ...more]),
		];
		expect(byId.outcome.error).toBeUndefined();
		expect(byId.sent).not.toEqual([]);
		for (const { outcome, sent } of [byName, mixed]) {
			expect(outcome.error).toBeUndefined();
			expect(sent).toEqual(byId.sent);
		}
	});

	test('says which is none, before anything is changed', async () => {
		if (!scenario) throw new Error('There is no scenario');
		const { outcome, sent } = await run(scenario, (_, ids) => [...ids, 'Nobody here']);
		expect(complaint(outcome)).toMatch(
			/There is no (group named|user with the login) "Nobody here"/,
		);
		expect(sent).toEqual([]);
	});
});
