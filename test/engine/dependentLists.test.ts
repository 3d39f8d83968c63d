import type { INodeParameters, INodeProperties } from 'n8n-workflow';

import { outputFields } from '../../nodes/Okta/fields/output';
import { formFields, optionFields } from '../../nodes/Okta/form/readForm';
import { resources } from '../../nodes/Okta/operations';
import { apiRequests, closeWorlds, openWorld } from './world';

afterEach(closeWorlds);

const EXPRESSION = '={{ $json.chosen }}';

/** The methods of the node that fill what a field offers. */
const methodsOf = ({ typeOptions, modes = [] }: INodeProperties) => [
	...(typeOptions?.loadOptionsMethod === undefined
		? []
		: [{ kind: 'loadOptions' as const, method: typeOptions.loadOptionsMethod }]),
	...(typeOptions?.resourceMapper?.resourceMapperMethod === undefined
		? []
		: [
				{
					kind: 'resourceMapperFields' as const,
					method: typeOptions.resourceMapper.resourceMapperMethod,
				},
			]),
	...modes.flatMap(({ typeOptions: options }) =>
		options?.searchListMethod === undefined
			? []
			: [{ kind: 'listSearch' as const, method: options.searchListMethod }],
	),
];

/** Each method once, in a form where all that is chosen is an expression. */
const lists = [
	...new Map(
		resources.flatMap(({ value: resource, operations }) =>
			operations.flatMap((operation) => {
				const fields = [
					...formFields(operation),
					...(operation.shaped ? [outputFields] : []),
					...optionFields(operation),
				];
				const chosen = fields.map(({ name, type }): [string, INodeParameters[string]] => [
					name,
					type === 'resourceLocator' ? { __rl: true, mode: 'id', value: EXPRESSION } : EXPRESSION,
				]);
				const parameters = {
					...Object.fromEntries(chosen),
					resource,
					operation: operation.value,
				};
				return fields
					.flatMap(methodsOf)
					.map(({ kind, method }): [string, List] => [method, { kind, method, parameters }]);
			}),
		),
	).values(),
];

interface List {
	kind: 'listSearch' | 'loadOptions' | 'resourceMapperFields';
	method: string;
	parameters: INodeParameters;
}

/** What a list depends on. */
const dependent: Readonly<Record<string, string>> = {
	getAppUserAttributes: 'the application',
	searchFactors: 'the user',
	searchGrantedScopes: 'the service app',
	searchKeys: 'the service app',
	searchNewOwners: 'the type of owner',
	searchOwners: 'the group',
	searchPolicies: 'the type of policy',
	searchRolesOfUser: 'the user',
};

test('all lists that depend on a choice are among those of the forms', () => {
	expect(lists.map(({ method }) => method)).toEqual(expect.arrayContaining(Object.keys(dependent)));
});

test.each(lists)('$method sends no expression to Okta', async ({ kind, method, parameters }) => {
	const { n8n, org, credential } = await openWorld({ org: { users: 5 } });
	const answer = n8n[kind]({ method, parameters, credential });
	if (method in dependent) {
		await expect(answer).rejects.toThrow('Nothing to list yet');
		expect(apiRequests(org)).toEqual([]);
		return;
	}
	// The practice org may not let this app read it.
	await answer.catch(() => undefined);
	for (const { path, query } of apiRequests(org)) {
		expect(path + JSON.stringify(query)).not.toMatch(/\{\{|%7B|\$json/i);
	}
});
