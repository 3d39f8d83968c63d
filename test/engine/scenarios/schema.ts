import type { Org } from '../../org';
import { APP_USER_BASE } from '../../org/directory/baseSchema';
import { aText, byId, like, two, type Item, type Scenarios } from './scenario';

/** Attributes of a schema as the practice org keeps them. */
const attributes = ({ base, custom }: { base: object; custom: object }) => [
	...Object.keys(base).map((name) => like({ name, title: aText, type: aText, custom: false })),
	...Object.keys(custom).map((name) => like({ name, title: aText, type: aText, custom: true })),
];

const userSchema = ({ directory }: Org) => {
	const schema = directory.schemas.userSchema('default');
	if (!schema) throw new Error('The org has no user schema');
	return schema;
};

const apps = ({ apps }: Org): Item[] => two(apps.list(), 'apps').map(({ id }) => ({ appId: id }));

const newAttributes = (): Item[] => [
	{ name: 'parkingSpace', title: 'Parking Space' },
	{ name: 'shoeSize', title: 'Shoe Size' },
];
const schemaId = byId('default');

export const schemaScenarios: Scenarios = {
	'schema.getUserSchema': [
		{
			name: 'lists the attributes of users',
			items: () => [{}, {}],
			parameters: { schemaId, schemaOutput: 'attributes' },
			puts: (_, org) => attributes(userSchema(org)),
			sdk: async (client) => await client.schemaApi.getUserSchema({ schemaId: 'default' }),
		},
	],
	'schema.getGroupSchema': [
		{
			name: 'returns the schema as it is',
			items: () => [{}, {}],
			parameters: { schemaOutput: 'schema' },
			puts: () => [like({ name: 'group', definitions: like({ base: like({ id: '#base' }) }) })],
			sdk: async (client) => await client.schemaApi.getGroupSchema(),
		},
	],
	'schema.getAppUserSchema': [
		{
			name: 'lists the attributes of accounts in an app',
			items: apps,
			parameters: { appId: byId('={{ $json.appId }}'), schemaOutput: 'attributes' },
			puts: ({ appId = '' }, { apps }) =>
				attributes({ base: APP_USER_BASE, custom: apps.get(appId)?.userSchema ?? {} }),
			sdk: async (client, { appId = '' }) =>
				await client.schemaApi.getApplicationUserSchema({ appInstanceId: appId }),
		},
	],
	'schema.getUserTypes': [
		{
			name: 'lists all types',
			items: () => [{}, {}],
			parameters: { returnAll: true },
			puts: (_, { directory }) =>
				directory.schemas.types().map(({ id, name }) => like({ id, name })),
			sdk: async (client) => await (await client.userTypeApi.listUserTypes()).each(() => undefined),
		},
	],
	'schema.setUserAttribute': [
		{
			name: 'adds attributes',
			items: newAttributes,
			parameters: {
				schemaId,
				attributeName: '={{ $json.name }}',
				title: '={{ $json.title }}',
				type: 'string',
				options: {
					description: 'Where it is',
					externalName: 'space',
					externalNamespace: 'urn:acme',
					format: 'uri',
					minLength: 2,
					maxLength: 2,
					required: false,
					scope: 'NONE',
					unique: true,
					permission: 'HIDE',
					more: '{ "master": { "type": "OKTA" } }',
				},
			},
			puts: ({ name, title }) => [
				like({
					name,
					title,
					permissions: [{ principal: 'SELF', action: 'HIDE' }],
					master: { type: 'OKTA' },
				}),
			],
			sdk: async ({ schemaApi }, { name = '', title = '' }) => {
				await schemaApi.getUserSchema({ schemaId: 'default' });
				await schemaApi.updateUserProfile({
					schemaId: 'default',
					userSchema: {
						definitions: {
							custom: {
								id: '#custom',
								type: 'object',
								properties: {
									[name]: {
										title,
										type: 'string',
										description: 'Where it is',
										externalName: 'space',
										externalNamespace: 'urn:acme',
										format: 'uri',
										minLength: 2,
										maxLength: 2,
										required: false,
										scope: 'NONE',
										unique: true,
										permissions: [{ principal: 'SELF', action: 'HIDE' }],
										master: { type: 'OKTA' },
									},
								},
							},
						},
					},
				});
			},
		},
		{
			name: 'puts further members into the list that is filled in, at any depth',
			items: newAttributes,
			parameters: {
				schemaId,
				attributeName: '={{ $json.name }}',
				title: '={{ $json.title }}',
				type: 'array',
				options: {
					enum: '1, 2',
					more: '{ "items": { "type": "integer", "minimum": 1 }, "master": { "type": "OKTA" } }',
				},
			},
			puts: ({ name, title }) => [
				like({
					name,
					title,
					master: { type: 'OKTA' },
					items: {
						type: 'integer',
						minimum: 1,
						enum: [1, 2],
						oneOf: [
							{ const: 1, title: '1' },
							{ const: 2, title: '2' },
						],
					},
				}),
			],
		},
		{
			name: 'changes a list and keeps what is not filled in',
			items: () => [{ title: 'Abilities' }, { title: 'Talents' }],
			parameters: {
				schemaId,
				attributeName: 'skills',
				title: '={{ $json.title }}',
				type: 'array',
				options: { itemType: 'string', enum: 'juggling, chess' },
			},
			puts: ({ title }, org) => [
				{
					name: 'skills',
					...userSchema(org).custom.skills,
					outcome: 'updated',
					title,
					items: {
						type: 'string',
						enum: ['juggling', 'chess'],
						oneOf: [
							{ const: 'juggling', title: 'juggling' },
							{ const: 'chess', title: 'chess' },
						],
					},
				},
			],
		},
	],
};
