import { type INode, NodeApiError } from 'n8n-workflow';

import { userByLogin } from '../../../nodes/Okta/objects/logins';
import { userByAttribute } from '../../../nodes/Okta/objects/users';
import type { Okta, OktaRequest } from '../../../nodes/Okta/transport/types';
import { unused } from './unused';

const node: INode = {
	id: '1',
	name: 'Okta',
	type: 'okta',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const jane = {
	id: '00u1',
	profile: { login: 'jane.doe@example.com', title: 'Say "hi"', badgeNumber: 17 },
};

/** An org that answers every request with one body, or refuses it with a status. */
function org(answer: object | number) {
	const sent: OktaRequest[] = [];
	const okta: Okta = {
		...unused,
		send: async (request) => {
			sent.push(request);
			if (typeof answer === 'object') {
				return await Promise.resolve({ status: 200, headers: {}, body: answer });
			}
			throw new NodeApiError(node, { message: 'No' }, { httpCode: String(answer) });
		},
		async *pages(request) {
			sent.push(request);
			yield await Promise.resolve([jane, jane]);
		},
	};
	return { okta, sent };
}

describe('userByLogin', () => {
	it.each([['jane.doe@example.com'], ['Jane.Doe@Example.com']])('finds %s', async (login) => {
		expect(await userByLogin(org(jane).okta, login)).toEqual(jane);
	});

	it.each([['jane.doe'], ['00u1']])('is not misled by %s, which Okta takes too', async (login) => {
		expect(await userByLogin(org(jane).okta, login)).toBeUndefined();
	});

	it('takes 404 for nobody and no other refusal', async () => {
		expect(await userByLogin(org(404).okta, 'jane@example.com')).toBeUndefined();
		await expect(userByLogin(org(403).okta, 'jane@example.com')).rejects.toThrow(NodeApiError);
	});
});

describe('userByAttribute', () => {
	it('refuses to choose between two users', async () => {
		const { okta, sent } = org(jane);
		await expect(userByAttribute(okta, 'title', 'Say "hi"')).rejects.toThrow('Several users');
		expect(sent.map(({ query }) => query)).toEqual([
			{ search: String.raw`profile.title eq "Say \"hi\""` },
		]);
	});

	it('leaves numbers and switches without quotes', async () => {
		const { okta, sent } = org(jane);
		await expect(userByAttribute(okta, 'badgeNumber', 17)).rejects.toThrow('17 as badgeNumber');
		expect(sent[0]?.query).toEqual({ search: 'profile.badgeNumber eq 17' });
	});

	const holding = (attribute: string, held: unknown) => ({
		id: '00u1',
		profile: { [attribute]: held },
	});
	/** One hit, which is read with this value in the attribute. */
	const oneHit = (attribute: string, held: unknown) => {
		const { okta } = org(holding(attribute, held));
		return {
			...okta,
			async *pages() {
				yield await Promise.resolve([{ id: '00u1' }]);
			},
		};
	};

	it.each([
		['E-17', 'E-17', true],
		['E-17', 'e-17', true],
		['E-17', 'E-18', false],
		['E-17', 'E-170', false],
		[17, 17, true],
		[17, '17', true],
		[17, 18, false],
		[0, 0, true],
		[0, null, false],
		[true, true, true],
		[true, false, false],
		[false, undefined, false],
		['excel', ['first aid', 'Excel'], true],
		['excel', ['first aid'], false],
		['null', null, false],
		['undefined', undefined, false],
	])('looked for by %j, takes a hit with %j: %j', async (wanted, held, isIt) => {
		const found = await userByAttribute(oneHit('a', held), 'a', wanted);
		expect(found !== undefined).toBe(isIt);
	});

	it('sends nothing for a list', async () => {
		const { okta, sent } = org(jane);
		await expect(userByAttribute(okta, 'skills', ['excel'])).rejects.toThrow('is a list');
		expect(sent).toEqual([]);
	});

	it('reads no further than the second who has it', async () => {
		const { okta, sent } = org(jane);
		const many = {
			...okta,
			async *pages() {
				yield await Promise.resolve(Array.from({ length: 10 }, () => jane));
			},
		};
		await expect(userByAttribute(many, 'badgeNumber', 17)).rejects.toThrow('Several users');
		expect(sent).toHaveLength(2);
	});
});
