import type { INodeParameters } from 'n8n-workflow';
import { formFields } from '../../nodes/Okta/form/readForm';
import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { isObject } from '../../nodes/Okta/transport/json';
import {
	readOutputFields,
	readSchema,
	removeSchema,
	writeOutputFields,
	writeSchema,
	writtenSchemas,
} from './outputSchemas/files';
import { misfits, type OutputSchema, schemaOf } from './outputSchemas/infer';
import { type Scenario, scenarios, scopesOf } from './scenarios';
import { closeWorlds, openWorld } from './world';

afterEach(closeWorlds);

/** What comes out is not its own: an answer of any kind, or what the planned operations put out. */
const NONE_OF_ITS_OWN = ['customApiCall.request', 'directory.applyPlan'];

/** Fields that decide what kind of output comes; the schema is of what they say at first. */
const KINDS = [
	'output',
	'exportTo',
	'report',
	'dataSet',
	'columns',
	'safeguards',
	'includeManager',
];

const table = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({ key: `${resource}.${operation.value}`, resource, operation })),
);
const withOutput = table.filter(({ key }) => !NONE_OF_ITS_OWN.includes(key));

/** Then an object comes where the text of that name would. */
const embedsManager = ({ options }: INodeParameters): boolean =>
	isObject(options) && 'includeManager' in options;

/** The ways to fill in the form that leave the kind of output as it is. */
function asItIs({ key, operation }: (typeof table)[number]): Scenario[] {
	const kinds = [...KINDS, operation.secrets?.shownBy];
	const defaults = new Map(formFields(operation).map((field) => [field.name, field.default]));
	return (scenarios[key] ?? []).filter(
		({ puts, parameters }) =>
			puts &&
			!embedsManager(parameters) &&
			Object.entries(parameters).every(
				([name, value]) => !kinds.includes(name) || value === defaults.get(name),
			),
	);
}

async function inferred(each: (typeof table)[number]): Promise<OutputSchema | undefined> {
	const { resource, operation } = each;
	const rows: unknown[] = [];
	for (const { items, parameters, trigger } of asItIs(each)) {
		const scopes = operation.scopes.length > 0 ? { scopes: scopesOf(operation) } : {};
		const { n8n, org, credential } = await openWorld({ app: scopes });
		const { error, items: put } = await n8n.run({
			parameters: { resource, operation: operation.value, ...parameters },
			items: items(org),
			...(operation.route !== NOWHERE && { credential }),
			trigger,
		});
		expect(error).toBeUndefined();
		rows.push(...put.map(({ json }) => json));
	}
	return schemaOf(rows);
}

describe('before it ever ran, the next node shows what it will put out', () => {
	test.each(withOutput)('$key', async (each) => {
		const schema = await inferred(each);
		if (schema === undefined) throw new Error(`No scenario of ${each.key} leaves Output as it is.`);
		expect(Object.keys(schema.properties ?? {})).not.toEqual([]);

		if (process.env.OUTPUT_SCHEMAS === 'write') writeSchema(each.key, schema);
		// "npm run generate" writes them.
		expect(readSchema(each.key)).toEqual(schema);
	});

	test('and no operation is forgotten, or kept that is gone', () => {
		const keys = withOutput.map(({ key }) => key).sort();
		const gone = writtenSchemas().filter((key) => !keys.includes(key));
		if (process.env.OUTPUT_SCHEMAS === 'write') gone.forEach(removeSchema);
		expect(writtenSchemas().sort()).toEqual(keys);
	});

	test('and Output offers the fields of each to choose from', () => {
		const shaped = withOutput.filter(({ operation }) => operation.shaped);
		const fields = Object.fromEntries(
			shaped.map(({ key }) => [key, Object.keys(readSchema(key)?.properties ?? {}).join()]),
		);
		if (process.env.OUTPUT_SCHEMAS === 'write') writeOutputFields(fields);
		expect(readOutputFields()).toEqual(fields);
	});
});

describe('whether a row fits a schema', () => {
	const schema = schemaOf([
		{ id: 'a', count: 1, tags: [], profile: { login: 'b', city: null } },
		{ profile: { login: 'c', badgeNumber: 7 } },
		{ id: 'b', tags: ['x'], profile: { city: 'Berlin', '00u1abcdefgh1234567x': 1 } },
	]);
	test('is told by all rows it was made of', () => {
		expect(schema).toEqual({
			type: 'object',
			properties: {
				id: { type: 'string' },
				count: { type: 'number' },
				tags: { type: 'array', items: { type: 'string' } },
				profile: {
					type: 'object',
					properties: { login: { type: 'string' }, city: { type: 'string' } },
				},
			},
		});
	});
	test.each([
		[{ id: 'c', count: null, more: true }, []],
		[{ id: 1 }, ['.id: number, not string']],
		[{ tags: ['y', 2] }, ['.tags[1]: number, not string']],
		[{ profile: 'x' }, ['.profile: string, not object']],
	])('%j', (row, expected) => {
		if (!schema) throw new Error('There is no schema.');
		expect(misfits(schema, row)).toEqual(expected);
	});
});
