import {
	changedAddresses,
	isSpan,
	isWithin,
	toAddresses,
} from '../../../nodes/Okta/objects/ipAddress';

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

describe('isWithin', () => {
	it.each([
		['192.0.2.7', '192.0.2.7', true],
		['192.0.2.7', '192.0.2.8', false],
		['192.0.2.7', '192.0.2.0/24', true],
		['192.0.2.7', '192.0.2.200/24', true],
		['192.0.3.7', '192.0.2.0/24', false],
		['192.0.2.7', '0.0.0.0/0', true],
		['192.0.2.7', '192.0.2.7/32', true],
		['192.0.2.10', '192.0.2.10-192.0.2.20', true],
		['192.0.2.20', '192.0.2.10 - 192.0.2.20', true],
		['192.0.2.9', '192.0.2.10-192.0.2.20', false],
		['192.0.2.21', '192.0.2.10-192.0.2.20', false],
		['192.0.2.100', '192.0.2.20-192.0.2.200', true],
		['2001:db8::7', '2001:db8::/32', true],
		['2001:db9::7', '2001:db8::/32', false],
		['2001:DB8:0:0:0:0:0:7', '2001:db8::7', true],
		['2001:db8::7', '2001:db8::1-2001:db8::f', true],
		['::1', '::/0', true],
		['192.0.2.7', '::/0', false],
		['::ffff:192.0.2.7', '192.0.2.0/24', true],
		['192.0.2.7', '::ffff:192.0.2.0/120', true],
		['192.0.3.7', '::ffff:192.0.2.0/120', false],
	])('%s in %s: %s', (ip, entry, expected) => {
		expect(isWithin(ip, entry)).toBe(expected);
	});

	it.each([
		...[
			'',
			'x',
			'192.0.2',
			'192.0.2.256',
			'192.0.2.7/33',
			'192.0.2.7/x',
			'192.0.2.7/',
			'1.2.3.4.5',
		],
		...[
			'2001:db8',
			'1::2::3',
			'1:2:3:4:5:6:7:8:9',
			'1:2:3:4:5:6:7::8',
			'g::1',
			'::1/129',
			'12345::',
		],
		...[
			'192.0.2.1-',
			'192.0.2.1-::1',
			'1.1.1.1-2.2.2.2-3.3.3.3',
			'::ffff:192.0.2.300',
			'::ffff:1.2.3.4/95',
		],
	])('takes %j for no address', (entry) => {
		expect(isSpan(entry)).toBe(false);
		expect(isWithin('192.0.2.7', entry)).toBe(false);
		expect(isWithin(entry, '0.0.0.0/0')).toBe(false);
	});
});
