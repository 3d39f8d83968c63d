import { createOrUpdate } from '../../../nodes/Okta/objects/changeUser';
import { notTaken } from '../../../nodes/Okta/objects/held';
import type { Okta, OktaRequest } from '../../../nodes/Okta/transport/types';
import { unused } from './unused';

describe('what Okta did not take', () => {
	it.each<[string, object, unknown, string[]]>([
		[
			'what it shows',
			{ city: 'Rome', badge: 7, on: false },
			{ city: 'Rome', badge: 7, on: false },
			[],
		],
		['what it shows beside other things', { city: 'Rome' }, { city: 'Rome', title: 'x' }, []],
		['another value', { city: 'Rome', title: 'x' }, { city: 'Oslo', title: 'x' }, ['city']],
		['nothing in its place', { city: 'Rome' }, {}, ['city']],
		['another type', { badge: 7 }, { badge: '7' }, ['badge']],
		['0 and false, which are values', { badge: 0, on: false }, {}, ['badge', 'on']],
		['what was cleared', { city: null, skills: [] }, { skills: null }, []],
		['what was to be cleared and is there', { city: null }, { city: 'Oslo' }, ['city']],
		[
			'a login or address in another case',
			{ login: 'A@B.c', secondEmail: 'X@y.z' },
			{ login: 'a@b.c', secondEmail: 'x@y.z' },
			[],
		],
		['a name in another case', { city: 'rome' }, { city: 'Rome' }, ['city']],
		['blanks at the ends, and accents in another form', { city: ' Lódz ' }, { city: 'Lódz' }, []],
		['a list', { skills: ['a', 'b'] }, { skills: ['a', 'b'] }, []],
		['a list in another order', { skills: ['a', 'b'] }, { skills: ['b', 'a'] }, ['skills']],
		['a longer list', { skills: ['a'] }, { skills: ['a', 'b'] }, ['skills']],
		['an object with more in it', { a: { b: 1 } }, { a: { b: 1, c: 2 } }, []],
		['an object without a part', { a: { b: 1, c: 2 } }, { a: { b: 1 } }, ['a']],
		['nothing that can be told of an answer without the values', { a: 1 }, undefined, []],
	])('is known for %s', (_, sent, answered, expected) => {
		expect(notTaken(sent, answered)).toEqual(expected);
	});
});

describe('the outcome of Create or Update is what the answer shows', () => {
	const jane = {
		id: '00u1',
		status: 'ACTIVE',
		profile: { login: 'jane@acme.example', city: 'Rome' },
	};
	const request: OktaRequest = { method: 'POST', path: '/api/v1/users', body: { profile: {} } };
	const outcomeOf = async (wanted: object, answered: object, existing: typeof jane | undefined) => {
		const okta: Okta = {
			...unused,
			send: async () =>
				await Promise.resolve({
					status: 200,
					headers: {},
					body: { ...jane, profile: { ...jane.profile, ...answered } },
				}),
			async *pages() {
				yield await Promise.resolve([]);
			},
		};
		const profile = { ...wanted };
		const ofDeactivated = { choice: 'leave', sendEmail: false };
		const sent = { ...request, body: { profile } };
		const [row] = await createOrUpdate(okta, sent, existing, profile, ofDeactivated);
		return [row?.['outcome'], row?.['notTaken']];
	};

	it.each<[string, object, object, string, string[] | undefined]>([
		['taken', { city: 'Oslo' }, { city: 'Oslo' }, 'updated', undefined],
		['passed over', { city: 'Oslo' }, {}, 'unchanged', ['city']],
		['taken in part', { city: 'Oslo', title: 'x' }, { title: 'x' }, 'updated', ['city']],
		[
			'a login whose case Okta does not keep',
			{ login: 'JANE@acme.example' },
			{},
			'unchanged',
			undefined,
		],
	])('%s', async (_, wanted, answered, outcome, missed) => {
		expect(await outcomeOf(wanted, answered, jane)).toEqual([outcome, missed]);
	});

	it('of a new user, too', async () => {
		expect(await outcomeOf({ city: 'Oslo' }, {}, undefined)).toEqual(['created', ['city']]);
	});
});
