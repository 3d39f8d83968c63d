import { eventName, eventTypes, withoutHook } from '../../../nodes/Okta/objects/eventTypes';
import { HOOKABLE } from '../../org/directory/eventTypes';

const values = eventTypes.map(({ value }) => value);
const names = eventTypes.map(({ name }) => name);

describe('the list of events', () => {
	it('has each once, in the order of the names', () => {
		expect(new Set(values).size).toBe(values.length);
		expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b)));
	});

	it('offers for hooks what Okta sends to hooks, and nothing else: one wrong, and it takes none', () => {
		const offered = eventTypes.filter(({ logOnly }) => !logOnly).map(({ value }) => value);
		expect(offered.filter((value) => !HOOKABLE.has(value))).toEqual([]);
		const kept = eventTypes.filter(({ logOnly }) => logOnly).map(({ value }) => value);
		expect(kept.filter((value) => HOOKABLE.has(value))).toEqual([]);
	});

	it('is written as Okta writes event types', () => {
		for (const value of values) expect(value).toMatch(/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/);
	});
});

test('a type has a name if it is in the list', () => {
	expect(eventName('user.lifecycle.deactivate')).toBe('User Deactivated');
	expect(eventName('a.new.one')).toBeUndefined();
});

test('of a type that is not in the list it is not known whether hooks get it', () => {
	const types = ['a.new.one', 'zone.update', 'user.lifecycle.create'];
	expect(withoutHook(types).map(({ value }) => value)).toEqual(['zone.update']);
});
