import { type IDataObject, UserError } from 'n8n-workflow';

import { schemaId } from '../../fields/schema';
import { commaSeparated } from '../../objects/convert';
import { attributeIn } from '../../objects/schema';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isEmpty, isObject, nest } from '../../transport/json';
import { emptyField } from '../../transport/path';

export const operation: Operation = {
	name: 'Add or Update User Attribute',
	value: 'setUserAttribute',
	action: 'Add or update user attribute',
	description:
		'Make sure that users have a custom attribute: add it to the schema or, if there is one of that name, change what is filled in here. The type of an attribute never changes.',
	route: 'POST /api/v1/meta/schemas/user/{schemaId}',
	also: ['GET /api/v1/meta/schemas/user/{schemaId}'],
	scopes: ['okta.schemas.manage'],
	repeat: 'harmless',
	path: [schemaId],
	controls: [
		{
			displayName: 'Attribute Name',
			name: 'attributeName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. badgeNumber',
			description: 'Name in profiles and expressions: letters, digits and underscores',
		},
		{
			displayName: 'Title',
			name: 'title',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Badge Number',
			description: 'Name that people see',
		},
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			default: 'string',
			description: 'What values look like',
			options: [
				{ name: 'Boolean', value: 'boolean' },
				{ name: 'Decimal Number', value: 'number' },
				{ name: 'List', value: 'array' },
				{ name: 'Text', value: 'string' },
				{ name: 'Whole Number', value: 'integer' },
			],
		},
	],
	options: {
		controls: [
			{
				field: {
					displayName: 'Allowed Values',
					name: 'enum',
					type: 'string',
					default: '',
					placeholder: 'e.g. Berlin, Kraków, Oslo',
					description:
						'Comma-separated list of the only values there can be, or of those in a list',
				},
				accepts: 'list',
			},
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the attribute is for',
			},
			{
				displayName: 'External Name',
				name: 'externalName',
				type: 'string',
				default: '',
				description: 'Name of the attribute in the source it is imported from',
			},
			{
				displayName: 'External Namespace',
				name: 'externalNamespace',
				type: 'string',
				default: '',
				description: 'Namespace of External Name',
			},
			{
				displayName: 'Format',
				name: 'format',
				type: 'options',
				default: 'email',
				description: 'What texts have to look like',
				options: [
					{ name: 'Country Code', value: 'country-code' },
					{ name: 'Date and Time', value: 'date-time' },
					{ name: 'Email', value: 'email' },
					{ name: 'Language Code', value: 'language-code' },
					{ name: 'Locale', value: 'locale' },
					{ name: 'Time Zone', value: 'timezone' },
					{ name: 'URI', value: 'uri' },
				],
			},
			{
				displayName: 'List Of',
				name: 'itemType',
				type: 'options',
				default: 'string',
				description: 'What a list consists of, for type List; texts unless said otherwise',
				options: [
					{ name: 'Decimal Numbers', value: 'number' },
					{ name: 'Texts', value: 'string' },
					{ name: 'Whole Numbers', value: 'integer' },
				],
			},
			{
				displayName: 'Maximum Length',
				name: 'maxLength',
				type: 'number',
				typeOptions: { minValue: 1 },
				default: 100,
				description: 'The most characters a text can have',
			},
			{
				displayName: 'Minimum Length',
				name: 'minLength',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 1,
				description: 'The fewest characters a text can have',
			},
			{
				displayName: 'More (JSON)',
				name: 'more',
				type: 'json',
				default: '',
				placeholder: '{ "master": { "type": "OKTA" } }',
				description: "Further members of Okta's attribute object, which go before the others here",
			},
			{
				displayName: 'Required',
				name: 'required',
				type: 'boolean',
				default: true,
				description: 'Whether every user has to have a value',
			},
			{
				displayName: 'Scope',
				name: 'scope',
				type: 'options',
				default: 'NONE',
				description: 'Whether one app assignment can have a value of its own',
				options: [
					{ name: 'None', value: 'NONE' },
					{ name: 'Self', value: 'SELF' },
				],
			},
			{
				displayName: 'Unique',
				name: 'unique',
				type: 'boolean',
				default: true,
				description: 'Whether no two users can have the same value',
			},
			{
				displayName: 'User Permission',
				name: 'permission',
				type: 'options',
				default: 'READ_ONLY',
				description: 'What users can do with their own value; they see it unless said otherwise',
				options: [
					{ name: 'Hide', value: 'HIDE' },
					{ name: 'Read Only', value: 'READ_ONLY' },
					{ name: 'Read-Write', value: 'READ_WRITE' },
				],
			},
		],
	},
	leftOut: {
		'definitions.base': "Okta's own attributes, of which next to nothing can be changed",
		properties: 'The same in every schema: it says that profiles have base and custom attributes',
		title: "The user type's name, which is not part of an attribute",
	},

	/** Okta replaces an attribute as a whole, so what isn't filled in is taken from what there is. */
	async run({ okta, request, values }) {
		const name = values.text('attributeName');
		if (name === '') throw emptyField('Attribute Name');
		const { body: schema } = await okta.send({ method: 'GET', path: request.path });
		if (attributeIn(schema, 'base', name)) {
			throw new UserError(`"${name}" is one of Okta's own attributes`, {
				description: 'Nothing was changed. This operation is for attributes that your org added.',
			});
		}
		const attribute = { ...attributeIn(schema, 'custom', name), ...toAttribute(values) };
		const { body: answer } = await okta.send({
			...request,
			body: {
				definitions: {
					custom: { id: '#custom', type: 'object', properties: { [name]: attribute } },
				},
			},
		});
		return [{ name, ...attributeIn(answer, 'custom', name) }];
	},
};

const plain = [
	'title',
	'type',
	'description',
	'externalName',
	'externalNamespace',
	'format',
	'maxLength',
	'minLength',
	'required',
	'scope',
	'unique',
];

function toAttribute(values: Values): IDataObject {
	const filledIn = plain
		.map((name): [string, unknown] => [name, values.get(name)])
		.filter(([, value]) => !isEmpty(value));
	const more = values.get('more');
	const permission = values.text('permission');
	return {
		...nest(isObject(more) ? more : {}, filledIn),
		...allowed(values),
		...(permission !== '' && { permissions: [{ principal: 'SELF', action: permission }] }),
	};
}

/** The values there can be, which Okta wants twice: bare and with a title. */
function allowed(values: Values): IDataObject {
	const isList = values.text('type') === 'array';
	const type = isList ? values.text('itemType') || 'string' : values.text('type');
	const choices = commaSeparated(values.get('enum') ?? '').map((choice) =>
		type === 'string' ? choice : Number(choice),
	);
	const enumeration = choices.length > 0 && {
		enum: choices,
		oneOf: choices.map((choice) => ({ const: choice, title: String(choice) })),
	};
	return isList ? { items: { type, ...enumeration } } : { ...enumeration };
}
