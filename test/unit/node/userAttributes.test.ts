import { toAttributes, toColumn, toLimits } from '../../../nodes/Okta/methods/attributeColumns';

const schema = {
	definitions: {
		base: {
			properties: {
				nickName: { title: 'Nickname', type: 'string', mutability: 'READ_WRITE' },
				login: { title: 'Username', type: 'string', required: true },
				managedBy: { title: 'Managed by', type: 'string', mutability: 'READ_ONLY' },
			},
			required: ['login'],
		},
		custom: {
			properties: {
				badge: { title: 'Badge', type: 'integer' },
				hiredFrom: { type: 'string', mutability: 'IMMUTABLE' },
				shirt: {
					title: 'Shirt',
					type: 'string',
					enum: ['S', 'M'],
					oneOf: [
						{ const: 'S', title: 'Small' },
						{ const: 'M', title: 'Medium' },
					],
				},
			},
			required: ['badge'],
		},
	},
};

describe('toAttributes', () => {
	it('takes base and custom attributes, required ones first, without those Okta alone writes', () => {
		expect(
			toAttributes(schema).map(({ name, title, required, immutable }) => [
				name,
				title,
				required,
				immutable,
			]),
		).toEqual([
			['login', 'Username', true, false],
			['badge', 'Badge', true, false],
			['nickName', 'Nickname', false, false],
			['hiredFrom', 'hiredFrom', false, true],
			['shirt', 'Shirt', false, false],
		]);
	});

	it.each([[undefined], ['text'], [{}], [{ definitions: { base: null } }]])(
		'finds nothing in %j',
		(nothing) => {
			expect(toAttributes(nothing)).toEqual([]);
		},
	);
});

describe('toLimits', () => {
	const limits = (name: string, property: object, part: 'base' | 'custom' = 'base') =>
		toLimits({
			name,
			part,
			title: name,
			required: false,
			immutable: false,
			readOnly: false,
			schema: { ...property },
		});

	it.each([
		['lengths', limits('x', { minLength: 1, maxLength: 50 }), { shortest: 1, longest: 50 }],
		['an address', limits('x', { format: 'email' }), { isAddress: true }],
		['a login', limits('login', {}), { isAddress: true }],
		['a login of any form', limits('login', { pattern: '.+' }), {}],
		['an attribute of the org that is called login', limits('login', {}, 'custom'), {}],
		['anything else', limits('x', { format: 'uri', pattern: 'a+' }), {}],
	])('tells what Okta takes of %s', (_, found, expected) => {
		expect(found).toEqual(expected);
	});
});

describe('toColumn', () => {
	const column = (property: object, required = false) =>
		toColumn({ name: 'x', title: 'X', schema: { ...property } }, required);

	it.each([
		['string', 'string'],
		['integer', 'number'],
		['number', 'number'],
		['boolean', 'boolean'],
		['array', 'array'],
		['something new', 'string'],
	])('shows an Okta %s as %s', (type, shown) => {
		expect(column({ type }).type).toBe(shown);
	});

	it('offers the values of an enumeration under their titles', () => {
		const { shirt } = schema.definitions.custom.properties;
		expect(column(shirt)).toMatchObject({
			type: 'options',
			options: [
				{ name: 'Small', value: 'S' },
				{ name: 'Medium', value: 'M' },
			],
		});
	});

	it('offers bare values of an enumeration as they are', () => {
		expect(column({ type: 'integer', enum: [1, 2] })).toMatchObject({
			type: 'options',
			options: [
				{ name: '1', value: 1 },
				{ name: '2', value: 2 },
			],
		});
	});

	it('shows required columns and keeps the others for adding', () => {
		expect(column({ type: 'string' }, true)).toMatchObject({ required: true, removed: false });
		expect(column({ type: 'string' }, false)).toMatchObject({ required: false, removed: true });
	});
});
