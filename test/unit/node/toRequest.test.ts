import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { quote } from '../../../nodes/Okta/objects/expression';
import { operation as assignUser } from '../../../nodes/Okta/operations/application/assignUser';
import { operation as activate } from '../../../nodes/Okta/operations/user/activate';
import { operation as create } from '../../../nodes/Okta/operations/user/create';
import { operation as getAll } from '../../../nodes/Okta/operations/user/getAll';
import { operation as update } from '../../../nodes/Okta/operations/user/update';
import { toRequest } from '../../../nodes/Okta/run/toRequest';
import type { Operation } from '../../../nodes/Okta/table/operation';
import { Locator, Values } from '../../../nodes/Okta/table/values';

const build = (operation: Operation, values: IDataObject) =>
	toRequest(operation, new Values(new Map(Object.entries(values))));

const userId = new Locator('id', '00u1');

describe('toRequest', () => {
	it('fills the path and always says whether an email is sent', () => {
		expect(build(activate, { userId, sendEmail: false })).toEqual({
			method: 'POST',
			path: '/api/v1/users/00u1/lifecycle/activate',
			query: { sendEmail: false },
			headers: {},
			repeat: activate.repeat,
			answer: 'objectOrNothing',
		});
	});

	it('puts values where their dotted names lead, side by side', () => {
		const values = {
			activate: true,
			profile: { login: 'a@b.c' },
			password: 'pw',
			recoveryQuestion: 'Q',
			recoveryAnswer: 'A',
			groupIds: ' 00g1,00g2, ',
			changePassword: true,
			userTypeId: 'oty1',
		};
		expect(build(create, values)).toEqual({
			method: 'POST',
			path: '/api/v1/users',
			query: { activate: true, nextLogin: 'changePassword' },
			headers: {},
			body: {
				profile: { login: 'a@b.c' },
				credentials: {
					password: { value: 'pw' },
					recovery_question: { question: 'Q', answer: 'A' },
				},
				groupIds: ['00g1', '00g2'],
				type: { id: 'oty1' },
			},
			repeat: create.repeat,
			answer: 'objectOrNothing',
		});
	});

	it('announces the provider that is in the body', () => {
		const values = {
			activate: false,
			profile: {},
			providerType: 'FEDERATION',
			providerName: 'IdP',
		};
		expect(build(create, values)).toMatchObject({
			query: { activate: false, provider: true },
			body: { credentials: { provider: { type: 'FEDERATION', name: 'IdP' } } },
		});
	});

	it('sends what every request of the operation carries, and leaves that for the next', () => {
		const appId = new Locator('id', '0oa1');
		const values = { appId, userId, userName: 'jane', profile: { role: 'x' } };
		const first = build(assignUser, values);
		expect(first.body).toEqual({
			scope: 'USER',
			id: '00u1',
			credentials: { userName: 'jane' },
			profile: { role: 'x' },
		});
		expect(build(assignUser, { appId, userId }).body).toEqual({ scope: 'USER', id: '00u1' });
	});

	it('empties attributes by null, and a value given beside it loses', () => {
		const values = {
			userId,
			profile: { city: 'Rome', title: 'x' },
			clear: ['title'],
			ifMatch: 'W/"1"',
		};
		expect(build(update, values)).toEqual({
			method: 'POST',
			path: '/api/v1/users/00u1',
			query: {},
			headers: { 'If-Match': 'W/"1"' },
			body: { profile: { city: 'Rome', title: null } },
			repeat: update.repeat,
			answer: 'objectOrNothing',
		});
	});

	it('lists deactivated users by a filter, unless the user searches', () => {
		const everyone = { filter: 'lastUpdated gt "1970-01-01T00:00:00.000Z"' };
		expect(build(getAll, { includeDeactivated: true }).query).toEqual(everyone);
		expect(build(getAll, { includeDeactivated: false }).query).toEqual({});
		expect(build(getAll, { includeDeactivated: true, q: 'jane' }).query).toEqual({ q: 'jane' });
	});
});

describe('quote', () => {
	it.each([
		['Engineering', '"Engineering"'],
		['The "A" Team', '"The \\"A\\" Team"'],
		['back\\slash', '"back\\\\slash"'],
	])('quotes %j', (value, quoted) => {
		expect(quote(value)).toBe(quoted);
	});

	it('never lets a value end its own string', () => {
		fc.assert(
			fc.property(fc.string(), (value) => {
				// What is left once escape pairs are gone must not hold a quotation mark.
				return !quote(value).slice(1, -1).replace(/\\./gs, '').includes('"');
			}),
		);
	});
});
