import type { IDataObject } from 'n8n-workflow';
import { OktaTrigger } from '../../../nodes/Okta/OktaTrigger.node';
import { noConditions } from '../../../nodes/Okta/trigger/conditions';
import { readSettings, typesForHook } from '../../../nodes/Okta/trigger/settings';

const read = (form: IDataObject, zone = 'UTC') =>
	readSettings((name, byDefault) => form[name] ?? byDefault, zone);
const chosen = { events: ['user.lifecycle.create'] };

test('no choice is lost when events are to come another way', () => {
	const { properties } = new OktaTrigger().description;
	const hidden = properties.filter(
		({ displayOptions }) => 'source' in (displayOptions?.show ?? {}),
	);
	expect(hidden.map(({ name }) => name)).toEqual([]);
});

test('what is kept for another way to receive events is in the way of none', () => {
	expect(read({ ...chosen, source: 'hook', startFrom: 'time', startTime: '' }).start).toBe('');
	expect(() => read({ ...chosen, source: 'log', startFrom: 'time', startTime: '' })).toThrow(
		'"Since" is not a date',
	);
});

describe('readSettings', () => {
	it('reads a form nobody touched but to choose an event', () => {
		expect(read(chosen)).toEqual({
			source: 'log',
			filter: {
				types: ['user.lifecycle.create'],
				outcomes: [],
				actorTypes: [],
				subjects: [],
				conditions: noConditions,
			},
			ignoresOwn: true,
			start: '',
			foldsResets: true,
			current: { details: [], managerAttribute: 'managerId' },
		});
	});

	it('reads everything there is', () => {
		expect(
			read({
				source: 'log',
				events: ['user.lifecycle.create'],
				otherEvents: ' system.email.delivery, user.lifecycle.create',
				ignoreOwn: false,
				startFrom: 'time',
				startTime: '2026-11-01T00:00:00+01:00',
				only: {
					user: [{ userId: { mode: 'login', value: 'jane@acme.example' } }],
					group: [{ groupId: { mode: 'list', value: '00g1' } }, { groupId: '00g2' }],
					app: [{ appId: { mode: 'name', value: 'Salesforce' } }],
				},
				options: {
					actorTypes: ['User'],
					outcomes: ['FAILURE'],
					current: ['app', 'manager', 'user'],
					managerAttribute: ' boss ',
					foldResets: false,
				},
			}),
		).toEqual({
			source: 'log',
			filter: {
				types: ['user.lifecycle.create', 'system.email.delivery'],
				outcomes: ['FAILURE'],
				actorTypes: ['User'],
				subjects: [
					{ part: 'user', by: 'alternateId', value: 'jane@acme.example' },
					{ part: 'group', by: 'id', value: '00g1' },
					{ part: 'group', by: 'id', value: '00g2' },
					{ part: 'app', by: 'displayName', value: 'Salesforce' },
				],
				conditions: noConditions,
			},
			ignoresOwn: false,
			start: '2026-10-31T23:00:00.000Z',
			foldsResets: false,
			current: { details: ['user', 'manager', 'app'], managerAttribute: 'boss' },
		});
	});

	it('wants an event', () => {
		expect(() => read({})).toThrow('No event is chosen');
	});

	it('wants a time to start from, if there is to be one', () => {
		expect(() => read({ ...chosen, startFrom: 'time' })).toThrow('"Since" is not a date');
	});

	it('does not take an empty row for everything', () => {
		const only = { group: [{ groupId: { mode: 'id', value: ' ' } }] };
		expect(() => read({ ...chosen, only })).toThrow('A row under Only These names no group');
	});
});

describe('typesForHook', () => {
	const events = ['user.lifecycle.create', 'zone.update', 'a.new.one'];

	it('names what Okta sends to no hook', () => {
		expect(() => typesForHook(read({ source: 'hook', events }))).toThrow(
			'Okta sends these events to no hook: Network Zone Updated (zone.update)',
		);
	});

	it('leaves that to the log where there is one', () => {
		expect(typesForHook(read({ source: 'both', events }))).toEqual([
			'a.new.one',
			'user.lifecycle.create',
		]);
	});
});
