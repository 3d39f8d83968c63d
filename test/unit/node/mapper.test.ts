import type { IDataObject, ResourceMapperField } from 'n8n-workflow';

import { readMapper } from '../../../nodes/Okta/form/mapper';

const column = (id: string, rest: Partial<ResourceMapperField> = {}): ResourceMapperField => ({
	id,
	displayName: id.toUpperCase(),
	required: false,
	display: true,
	defaultMatch: false,
	type: 'string',
	...rest,
});

const schema = [
	column('login'),
	column('badge', { type: 'number' }),
	column('contractor', { type: 'boolean' }),
	column('skills', { type: 'array' }),
	column('size', {
		type: 'options',
		options: [
			{ name: 'Small', value: 'S' },
			{ name: 'Five', value: 5 },
		],
	}),
];

const byHand = (value: IDataObject, columns = schema) =>
	readMapper({ mappingMode: 'defineBelow', value, schema: columns }, { login: 'not this' });

const byName = (item: IDataObject, columns = schema) =>
	readMapper({ mappingMode: 'autoMapInputData', value: null, schema: columns }, item);

describe('readMapper', () => {
	it.each([
		['a text for a number', { badge: '0042' }, { badge: 42 }],
		['a number for a text', { login: 7 }, { login: '7' }],
		['a text for a switch', { contractor: 'false' }, { contractor: false }],
		[
			'a list as a spreadsheet has it',
			{ skills: 'sql, first aid' },
			{ skills: ['sql', 'first aid'] },
		],
		['a list in JSON', { skills: '["a,b"]' }, { skills: ['a,b'] }],
		['a list', { skills: ['a', 'b'] }, { skills: ['a', 'b'] }],
		['an option', { size: 'S' }, { size: 'S' }],
		['an option of another type', { size: '5' }, { size: 5 }],
	])('takes %s', (_, given, sent) => {
		expect(byHand(given)).toEqual(sent);
		expect(byName(given)).toEqual(sent);
	});

	it('leaves out what is empty, but not false or zero', () => {
		const given = { login: '', skills: [], size: null, badge: 0, contractor: false };
		expect(byHand(given)).toEqual({ badge: 0, contractor: false });
	});

	it.each([
		['number', { badge: 'tall' }, 'BADGE'],
		['switch', { contractor: 'perhaps' }, 'CONTRACTOR'],
		['option', { size: 'XXL' }, 'SIZE'],
	])('refuses what is no %s', (_, given, name) => {
		expect(() => byHand(given)).toThrow(`The value of "${name}" cannot be sent to Okta`);
	});

	it('maps an item by the names of the columns, and nothing else of it', () => {
		expect(byName({ login: 'a@b.c', rowNumber: 4 })).toEqual({ login: 'a@b.c' });
	});

	it('lets everything pass where the schema was not loaded, for Okta to judge', () => {
		expect(byHand({ anything: 'x' }, [])).toEqual({ anything: 'x' });
		expect(byName({ login: 'a@b.c' }, [])).toEqual({ login: 'a@b.c' });
	});

	it('maps nothing where nothing was chosen', () => {
		expect(readMapper(undefined, {})).toEqual({});
		expect(readMapper({ mappingMode: 'defineBelow', value: null, schema }, {})).toEqual({});
	});
});
