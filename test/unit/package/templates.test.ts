import { readFileSync } from 'node:fs';

import { NOWHERE, type Operation, type Resource } from '../../../nodes/Okta/table/operation';
import { buildOf, verdictOf } from '../../bin/templates/builds';
import type { Template } from '../../bin/templates/template';
import { templates } from '../../bin/templates/templates';
import { readmeFile, renderReadme, renderTemplates, templatesFile } from '../../bin/templates-docs';

describe("Okta's workflow templates", () => {
	it('are counted in README as the operations are now; if not: npm run generate', async () => {
		expect(readFileSync(readmeFile, 'utf8')).toBe(await renderReadme());
	});

	it('are in docs/templates.md with what builds them now; if not: npm run generate', async () => {
		expect(readFileSync(templatesFile, 'utf8')).toBe(await renderTemplates());
	});

	it('are all there, each once, and each starts, asks or leaves something to other nodes', () => {
		expect(new Set(templates.map(({ name }) => name)).size).toBe(103);
		expect(templates.length).toBe(103);
		for (const { events = [], startedBy, calls = [], n8n = [], name } of templates) {
			const parts = [...events, ...(startedBy === undefined ? [] : [startedBy]), ...calls, ...n8n];
			expect([name, parts.length]).not.toEqual([name, 0]);
		}
	});
});

const operation = (name: string, route: Operation['route'], more: Partial<Operation> = {}) => ({
	name,
	value: name.toLowerCase(),
	action: name,
	description: name,
	route,
	scopes: [],
	...more,
});

const field = { displayName: 'Scope', name: 'scope', type: 'string', default: '' } as const;

const table: Resource[] = [
	{
		name: 'App',
		value: 'app',
		description: 'App',
		operations: [
			operation('Everything', 'PUT /api/v1/apps/{appId}', { also: ['GET /api/v1/apps'] }),
			operation('Get Many', 'GET /api/v1/apps', { value: 'getAll' }),
			operation('Assign', 'POST /api/v1/apps/{appId}/users', { body: [field] }),
			operation('Think', NOWHERE),
		],
	},
];

const build = (template: Partial<Template>) =>
	buildOf({ name: 'one', purpose: 'does something', ...template }, table, ['Okta Trigger']);

describe('a template is held against the table:', () => {
	it.each<[string, Partial<Template>, string, string[]]>([
		['a call that is some operation', { calls: ['GET /api/v1/apps'] }, 'named', ['App: Get Many']],
		[
			'a parameter of another name',
			{ calls: ['PUT /api/v1/apps/{id}'] },
			'named',
			['App: Everything'],
		],
		['another method', { calls: ['DELETE /api/v1/apps/{id}'] }, 'unnamed', []],
		[
			'a call of another resource',
			{ calls: [{ call: 'GET /api/v1/apps', resource: 'other' }] },
			'unnamed',
			[],
		],
		[
			'a member that the form has',
			{ calls: [{ call: 'POST /api/v1/apps/{id}/users', member: 'scope' }] },
			'named',
			['App: Assign'],
		],
		[
			'a member that the form lacks',
			{ calls: [{ call: 'POST /api/v1/apps/{id}/users', member: 'profile' }] },
			'unnamed',
			[],
		],
		['nothing but events', { events: ['user.lifecycle.create'] }, 'named', []],
		['a node there is', { startedBy: 'Okta Trigger' }, 'named', []],
		['a node there is not', { startedBy: 'Okta Oracle' }, 'unnamed', []],
		[
			'what nothing could build',
			{ calls: ['GET /api/v1/apps'], impossible: 'Another host.' },
			'impossible',
			['App: Get Many'],
		],
	])('%s', (_, template, verdict, operations) => {
		const found = build(template);
		expect([verdictOf(found), found.operations]).toEqual([verdict, operations]);
	});
});
