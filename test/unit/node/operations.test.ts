import { readFileSync } from 'node:fs';

import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { OKTA_SCOPES } from '../../../credentials/oauth/scopes';
import { Okta } from '../../../nodes/Okta/Okta.node';
import { formFields, optionFields } from '../../../nodes/Okta/form/readForm';
import { lookups } from '../../../nodes/Okta/objects/lookups';
import { resources } from '../../../nodes/Okta/operations';
import { toRequest } from '../../../nodes/Okta/run/toRequest';
import {
	changesSomething,
	type Call,
	NOWHERE,
	type Operation,
	splitRoute,
	toPlacement,
} from '../../../nodes/Okta/table/operation';
import { Values } from '../../../nodes/Okta/table/values';
import { text } from '../../../nodes/Okta/transport/json';
import { docsFile, renderDocs } from '../../bin/operations-docs';
import { indexFile, renderIndex } from '../../bin/operations-index';
import type { OktaRequest } from '../../../nodes/Okta/transport/types';
import { unused, unusedHost } from './unused';

const node = new Okta();

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation): [string, Operation] => [
		`${resource.name}: ${operation.name}`,
		operation,
	]),
);

const allFields = (operation: Operation) => [...formFields(operation), ...optionFields(operation)];

const braces = ({ route }: Operation) => [...route.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

describe('what is written from the operations', () => {
	it('the list of operations is up to date; if not: npm run generate', async () => {
		expect(readFileSync(indexFile, 'utf8')).toBe(await renderIndex());
	});

	it('docs/operations.md is up to date; if not: npm run generate', async () => {
		expect(readFileSync(docsFile, 'utf8')).toBe(await renderDocs());
	});
});

/** Values that remember which fields they were asked for. */
class Asked extends Values {
	readonly names = new Set<string>();

	override get(name: string): unknown {
		this.names.add(name);
		return super.get(name);
	}
}

/** For fields without which an operation does nothing. */
const samples: Readonly<Record<string, unknown>> = {
	search: 'id pr',
	platform: 'ANDROID',
	members: 'https://acme.okta.com/api/v1/users/00u1abcde',
	expectedLastUpdated: '',
	furtherSettings: {},
	key: '{ "kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM" }',
	passphrase: 'correct horse battery',
	path: '/api/v1/org',
	privateKeyForm: 'none',
	publicKey:
		'{ "kty": "EC", "crv": "P-256", "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM" }',
	scopes: ['okta.users.read'],
	snapshot: {
		kind: 'oktaUserSnapshot',
		version: 1,
		notRead: [],
		user: {
			id: '00ub0oNGTSWTBKOLGLNR',
			status: 'ACTIVE',
			typeId: '',
			profile: { login: 'jane.doe@example.com' },
		},
		groups: [],
		apps: [],
		adminRoles: [],
		linkedObjects: [],
		factors: [],
		devices: [],
		ownedGroups: [],
	},
};

/** What a careful user would fill in, in the shape the executor hands it on. */
function filledIn(operation: Operation): Asked {
	return new Asked(new Map(allFields(operation).map((field) => [field.name, sampleFor(field)])));
}

function sampleFor({ name, type, required, default: value }: INodeProperties): unknown {
	if (type === 'resourceLocator') return '00u1';
	if (type === 'dateTime') return samples[name] ?? '2026-01-31';
	if (type === 'resourceMapper') return { login: 'jane.doe@example.com' };
	return samples[name] ?? (required === true && type === 'string' ? 'something' : value);
}

/** Routes that any token may take, or none at all; which scope the user's own path takes, Okta knows. */
const withoutScope = ['ANY /', NOWHERE, 'GET /.well-known/oauth-authorization-server'];

describe.each(operations)('%s', (_, operation) => {
	const { method } = splitRoute(operation.route);

	it('has a field for each brace of its route, in that order, and no other in the path', () => {
		expect((operation.path ?? []).map(({ name }) => name)).toEqual(braces(operation));
	});

	it('asks for scopes that exist, and for a read scope if it only reads', () => {
		for (const { route, scopes } of [operation, ...(operation.variants ?? [])]) {
			for (const scope of scopes) expect(OKTA_SCOPES).toContain(scope);
			if (withoutScope.includes(route)) continue;
			expect(scopes).not.toEqual([]);
			const expected = route.startsWith('GET ') ? /\.read$/ : /\.(manage|register)$/;
			for (const scope of scopes) expect(scope).toMatch(expected);
		}
	});

	it('has no two fields of one name', () => {
		const names = allFields(operation).map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
	});

	it('sends no two fields to one place', () => {
		const { query = [], body = [], header = [], options = {} } = operation;
		for (const placed of [
			[...query, ...(options.query ?? [])],
			[...body, ...(options.body ?? [])],
			[...header, ...(options.header ?? [])],
		]) {
			const places = placed.map(toPlacement).map(({ field, as = field.name }) => as);
			expect(new Set(places).size).toBe(places.length);
		}
	});

	it('reads in its own code no field that the form does not have', async () => {
		const values = filledIn(operation);
		await operation.compute?.(values);
		operation.answering?.compose(values, { requestType: '', data: {} });
		const bodyFor = ({ answer, headers }: OktaRequest): unknown => {
			if (headers?.['Accept'] === 'application/xml') return '<EntityDescriptor/>';
			return answer === 'list'
				? []
				: { id: '00u1', status: 'SUSPENDED', type: 'com.okta.import.transform' };
		};
		const fine = async (request: OktaRequest) =>
			await Promise.resolve({ status: 200, headers: {}, body: bodyFor(request) });
		const call: Call = {
			okta: {
				...unused,
				send: fine,
				async *pages() {
					const factor = { factorType: 'push', status: 'ACTIVE' };
					const row = { id: '00u1', created: '2026-01-01T00:00:00.000Z', ...factor };
					yield await Promise.resolve([row]);
				},
			},
			request: toRequest(operation, values),
			values,
			resources,
			host: unusedHost,
		};
		await operation.run?.(call);
		await operation.produce?.(call);
		await operation.runAll?.([call], async (work) => new Map([[call, await work(call)]]));
		const names = [
			...allFields(operation).map(({ name }) => name),
			...(operation.list ? ['limit'] : []),
			...(operation.shaped ? ['output', 'outputFields'] : []),
		];
		expect([...values.names].filter((name) => !names.includes(name))).toEqual([]);
	});

	it('says what to do when a POST or PATCH is not answered', () => {
		const { method } = splitRoute(operation.route);
		// Of a DELETE only where Okta refuses the second one.
		if (method === 'DELETE') return;
		const isNeeded = ['POST', 'PATCH', 'ANY'].includes(method);
		expect(operation.repeat !== undefined).toBe(isNeeded);
	});

	it('sends a body only where HTTP has one', () => {
		const { body = [], options = {}, fixed } = operation;
		const hasBody = body.length > 0 || (options.body ?? []).length > 0 || fixed?.body !== undefined;
		if (hasBody) expect(['POST', 'PUT', 'PATCH']).toContain(method);
	});

	it('pages only what it reads', () => {
		if (operation.list) expect(method).toBe('GET');
	});

	it('says in its action what it does, beginning with the verb and without articles', () => {
		expect(operation.action).toMatch(/^[A-Z][a-z]+ ([a-z]|MFA |SAML |.*API)/);
		expect(operation.action).not.toMatch(/ the /);
	});

	it('describes each field, and itself without a full stop after a single sentence', () => {
		for (const field of allFields(operation)) {
			expect([field.name, field.description]).toEqual([field.name, expect.stringMatching(/^\S.+/)]);
		}
		const sentences = operation.description.split('. ').length;
		expect(operation.description.endsWith('.')).toBe(sentences > 1);
	});

	it('announces in its description what cannot be undone', () => {
		if (method !== 'DELETE') return;
		expect(operation.description).toMatch(/undone|lost|take a user out/i);
	});
});

describe('the form', () => {
	const { properties } = node.description;
	const find = (name: string, among = properties) =>
		among.filter((property) => property.name === name);

	it('names every resource and operation once', () => {
		const values = resources.map(({ value }) => value);
		expect(new Set(values).size).toBe(values.length);
		for (const { operations: entries } of resources) {
			const names = entries.flatMap(({ name, value }) => [name, value]);
			expect(new Set(names).size).toBe(names.length);
		}
	});

	it('keeps our Custom API Call last, so that n8n does not add its own beside it', () => {
		const last = ({ options = [] }: INodeProperties) => options.at(-1)?.name;
		expect(find('resource').map(last)).toEqual(['Custom API Call']);
		const own = find('operation').filter(({ displayOptions }) =>
			displayOptions?.show?.['resource']?.includes('customApiCall'),
		);
		expect(own.map(last)).toEqual(['Custom API Call']);
	});

	it('opens every operation list at an operation it has', () => {
		for (const { options = [], default: value } of find('operation')) {
			expect(options.map((option) => 'value' in option && option.value)).toContain(value);
		}
	});

	it('shows each field for exactly the operations that have it', () => {
		const shown = properties
			.filter(({ name }) => !['resource', 'operation', 'options'].includes(name))
			.flatMap(({ name, displayOptions }) => {
				const { resource = [], operation = [] } = displayOptions?.show ?? {};
				return resource.flatMap((one) =>
					operation.map((other) => `${text(one)} ${text(other)} ${name}`),
				);
			});
		const wanted = resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				[
					...formFields(operation).map(({ name }) => name),
					...(operation.list ? ['returnAll', 'limit'] : []),
					...(operation.shaped ? ['output', 'outputFields'] : []),
					...(changesSomething(operation) ? ['safeguards'] : []),
				].map((name) => `${resource.value} ${operation.value} ${name}`),
			),
		);
		expect(shown.toSorted()).toEqual(wanted.toSorted());
	});

	it('sorts options by the name people read', () => {
		for (const { options = [] } of find('options')) {
			const names = options.map((option) => ('displayName' in option ? option.displayName : ''));
			expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
		}
	});

	it('leaves the table alone when n8n appends entries of its own', () => {
		const intruder: INodePropertyOptions = { name: 'Intruder', value: 'intruder' };
		const { properties: invaded } = new Okta().description;
		for (const { options } of [...find('resource', invaded), ...find('operation', invaded)]) {
			options?.push(intruder);
		}
		expect(JSON.stringify(invaded)).toContain('Intruder');
		expect(JSON.stringify(resources).includes('Intruder')).toBe(false);
		expect(JSON.stringify(new Okta().description).includes('Intruder')).toBe(false);
	});

	const formOf = (resource: string, operation: string) =>
		properties
			.filter(({ displayOptions }) => {
				const { resource: one, operation: other } = displayOptions?.show ?? {};
				return one?.includes(resource) === true && other?.includes(operation) === true;
			})
			.map(({ displayName }) => displayName);

	it('asks first about whom it is and what, and only then for what happens', () => {
		expect(formOf('user', 'create').slice(0, 3)).toEqual(['Profile', 'Activate', 'If It Exists']);
		expect(formOf('application', 'assignUser').slice(0, 4)).toEqual([
			'Application',
			'User',
			'Set App Profile',
			'App Profile',
		]);
	});

	it('shows no field before the one that decides about it, and the output last', () => {
		for (const { value: resource, operations: entries } of resources) {
			for (const entry of entries) {
				const form = formOf(resource, entry.value);
				for (const { displayName, displayOptions, typeOptions } of formFields(entry)) {
					const deciders = formFields(entry).filter(({ name }) =>
						[
							...Object.keys(displayOptions?.show ?? {}),
							...(typeOptions?.loadOptionsDependsOn ?? []).map((path) => path.split('.')[0]),
						].includes(name),
					);
					for (const decider of deciders) {
						expect(form.indexOf(decider.displayName)).toBeLessThan(form.indexOf(displayName));
					}
				}
				const last = form.filter((name) => !['Options', 'Safeguards'].includes(name)).at(-1);
				if (entry.shaped)
					expect([resource, entry.value, last]).toEqual([
						resource,
						entry.value,
						'Field Names or IDs',
					]);
			}
		}
	});

	it('has a method for every list it asks for', () => {
		const asked = JSON.stringify(properties);
		const named = (kind: string) =>
			[...asked.matchAll(new RegExp(`"${kind}":"(\\w+)"`, 'g'))].map(([, name]) => name);
		expect(named('searchListMethod').length).toBeGreaterThan(0);
		expect(Object.keys(node.methods.listSearch)).toEqual(
			expect.arrayContaining(named('searchListMethod')),
		);
		expect(Object.keys(node.methods.loadOptions)).toEqual(
			expect.arrayContaining(named('loadOptionsMethod')),
		);
		expect(Object.keys(node.methods.resourceMapping)).toEqual(
			expect.arrayContaining(named('resourceMapperMethod')),
		);
	});

	it('can look up whatever a locator lets people type', () => {
		const locators = properties.filter(({ type }) => type === 'resourceLocator');
		expect(locators.length).toBeGreaterThan(0);
		for (const { name, modes = [] } of locators) {
			const typed = modes
				.map((mode) => mode.name)
				.filter((mode) => !['list', 'id', 'url'].includes(mode));
			expect(Object.keys(lookups[name] ?? {})).toEqual(typed);
		}
	});
});
