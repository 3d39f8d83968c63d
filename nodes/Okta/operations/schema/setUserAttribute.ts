import { type IDataObject, UserError } from 'n8n-workflow';

import { schemaId } from '../../fields/schema';
import { commaSeparated } from '../../objects/convert';
import { notTaken, toldNotTaken } from '../../objects/held';
import { attributeIn } from '../../objects/schema';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { sendForObject } from '../../transport/answers';
import { isEmpty, isObject, isObjectList, merge, nest, text } from '../../transport/json';
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
	effect: { alreadySo: 'ownCode' },
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
		const schema = await sendForObject(okta, { method: 'GET', path: request.path });
		if (attributeIn(schema, 'base', name)) {
			throw new UserError(`"${name}" is one of Okta's own attributes`, {
				description: 'Nothing was changed. This operation is for attributes that your org added.',
			});
		}
		const before = attributeIn(schema, 'custom', name);
		if (before && before['type'] !== values.text('type')) throw anotherType(name, before);
		const changes = toAttribute(values, before);
		if (before && missing(changes, before).length === 0) {
			return [{ name, ...before, outcome: 'unchanged' }];
		}
		const attribute = merge(before ?? {}, changes);
		const answer = await sendForObject(okta, {
			...request,
			body: {
				definitions: {
					custom: { id: '#custom', type: 'object', properties: { [name]: attribute } },
				},
			},
		});
		const after = attributeIn(answer, 'custom', name);
		const outcome = before ? 'updated' : 'added';
		return [{ name, ...after, outcome, ...toldNotTaken(missing(changes, after)) }];
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

function toAttribute(values: Values, before: IDataObject = {}): IDataObject {
	const filledIn = plain
		.map((name): [string, unknown] => [name, values.get(name)])
		.filter(([, value]) => !isEmpty(value));
	const more = values.object('more');
	const permission = values.text('permission');
	return merge(more, {
		...nest({}, filledIn),
		...allowed(values, merge(before, more)),
		...(permission !== '' && { permissions: [{ principal: 'SELF', action: permission }] }),
	});
}

/**
 * The values there can be, which Okta wants twice: bare and with a title. A value keeps the title it
 * has, and a list the type of its entries unless another is chosen.
 */
function allowed(values: Values, before: IDataObject): IDataObject {
	const isList = values.text('type') === 'array';
	const inside = isList && isObject(before['items']) ? before['items'] : before;
	const type = isList
		? values.text('itemType') || text(inside['type']) || 'string'
		: values.text('type');
	const choices = commaSeparated(values.get('enum') ?? '').map((choice) => toChoice(choice, type));
	const titled = isObjectList(inside['oneOf']) ? inside['oneOf'] : [];
	const enumeration = choices.length > 0 && {
		enum: choices,
		oneOf: choices.map(
			(choice) =>
				titled.find((one) => one['const'] === choice) ?? { const: choice, title: String(choice) },
		),
	};
	return isList ? { items: { type, ...enumeration } } : { ...enumeration };
}

function anotherType(name: string, { type }: IDataObject): UserError {
	return new UserError(`"${name}" is of another type`, {
		description: `Nothing was changed. The type of an attribute never changes, and this one is "${text(type)}": choose that under Type.`,
	});
}

/** Okta leaves out a switch that is off, and has a word of its own for `unique`. */
function missing(changes: IDataObject, attribute: IDataObject | undefined): string[] {
	const off = { required: false, unique: false };
	return notTaken(changes, attribute && { ...off, ...attribute }).filter(
		(name) => !(name === 'unique' && changes[name] === true && text(attribute?.[name]) !== ''),
	);
}

/** @throws UserError when a value isn't of the type of the attribute */
function toChoice(choice: string, type: string): string | number {
	if (type !== 'number' && type !== 'integer') return choice;
	const number = Number(choice);
	if (type === 'integer' ? Number.isInteger(number) : Number.isFinite(number)) return number;
	throw new UserError(`"${choice}" cannot be an allowed value of this attribute`, {
		description: `Nothing was changed. Allowed Values takes ${type === 'integer' ? 'whole ' : ''}numbers, separated by commas, such as 1, 2, 3.`,
	});
}
