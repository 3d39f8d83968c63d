import { changedAddresses, toAddresses } from '../../../nodes/Okta/objects/ipAddress';

const cidr = (value: string) => ({ type: 'CIDR', value });
const range = (value: string) => ({ type: 'RANGE', value });

describe('toAddresses', () => {
	it.each([
		['192.0.2.7', [cidr('192.0.2.7/32')]],
		['2001:db8::7', [cidr('2001:db8::7/128')]],
		['192.0.2.0/24, 2001:db8::/32', [cidr('192.0.2.0/24'), cidr('2001:db8::/32')]],
		['192.0.2.10 - 192.0.2.20', [range('192.0.2.10-192.0.2.20')]],
		['', []],
	])('%j', (typed, expected) => {
		expect(toAddresses(typed)).toEqual(expected);
	});

	it.each(['hooks.example.com', '192.0.2', '192.0.2.7/x', '192.0.2.7-', '-'])(
		'refuses %j',
		(typed) => {
			expect(() => toAddresses(typed)).toThrow(/is not an IP address/);
		},
	);
});

describe('changedAddresses', () => {
	const office = cidr('192.0.2.0/24');
	const printer = range('198.51.100.7-198.51.100.7');

	it.each([
		['adds', [office], [cidr('192.0.2.7/32')], [], [office, cidr('192.0.2.7/32')]],
		['removes', [office, printer], [], [office], [printer]],
		['knows an address however it is spelled', [printer], [], [cidr('198.51.100.7/32')], []],
		['begins a list', null, [office], [], [office]],
		['replaces', [office], [printer], [office], [printer]],
	])('%s', (_, before, added, removed, expected) => {
		expect(changedAddresses(before, added, removed)).toEqual(expected);
	});

	it.each([
		['what is there already', [office, printer], [cidr('198.51.100.7/32')], []],
		['what is not there', [office], [], [printer]],
		['nothing, to nothing', null, [], []],
		['nothing, of a list that is not shown', undefined, [], [office]],
	])('changes nothing when asked for %s', (_, before, added, removed) => {
		expect(changedAddresses(before, added, removed)).toBeUndefined();
	});
});
