import { type INode, NodeApiError } from 'n8n-workflow';

import { userByAttribute, userByLogin } from '../../../nodes/Okta/objects/users';
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
const jane = { id: '00u1', profile: { login: 'jane.doe@example.com' } };

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
});
