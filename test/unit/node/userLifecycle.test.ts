import type { IDataObject } from 'n8n-workflow';

import { foresights } from '../../../nodes/Okta/plan/foresee';

const statuses = [
	'STAGED',
	'PROVISIONED',
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
	'SUSPENDED',
	'DEPROVISIONED',
] as const;

type Status = (typeof statuses)[number];

const allBut = (...these: Status[]) => statuses.filter((status) => !these.includes(status));

/**
 * Okta's documented lifecycle, word for word: the call, from which statuses it works, to which it
 * leads, and where it depends on what no answer of Okta's shows.
 */
const table: ReadonlyArray<
	[call: string, from: readonly Status[], to: string, unknown?: readonly Status[]]
> = [
	['POST /lifecycle/activate', ['STAGED', 'DEPROVISIONED'], 'PROVISIONED'],
	['POST /lifecycle/reactivate', ['PROVISIONED', 'RECOVERY'], 'the same'],
	['POST /lifecycle/deactivate', allBut('DEPROVISIONED'), 'DEPROVISIONED'],
	['POST /lifecycle/suspend', ['ACTIVE'], 'SUSPENDED'],
	['POST /lifecycle/unsuspend', ['SUSPENDED'], 'ACTIVE'],
	['POST /lifecycle/unlock', ['LOCKED_OUT'], 'ACTIVE', ['ACTIVE']],
	['DELETE ', allBut('DEPROVISIONED'), 'DEPROVISIONED'],
];

async function foreseen(call: string, status: Status, more: IDataObject = {}) {
	const [method = '', end = ''] = call.split(' ');
	const path = `/api/v1/users/{userId}${end}`;
	const user: IDataObject = { id: '00u1', status, profile: { login: 'ada@acme.example' }, ...more };
	const foresee = foresights[`${method} ${path}`];
	if (!foresee) throw new Error(`Nobody foresees ${call}`);
	return await foresee({
		request: {
			method: method === 'DELETE' ? 'DELETE' : 'POST',
			path: path.replace('{userId}', '00u1'),
		},
		ids: { userId: '00u1' },
		body: {},
		query: (_, byDefault = '') => byDefault,
		read: async () => await Promise.resolve(user),
		list: async () => await Promise.resolve([]),
		planned: () => undefined,
		placeholder: (kind) => `planned-${kind}-1`,
	});
}

describe.each(table)('%s', (call, from, to, unknown = []) => {
	test.each(from)('works for who is %s', async (status) => {
		const { would, changes, doubt } = await foreseen(call, status);
		expect(would).toBe('change');
		if (to !== 'the same') expect(doubt).toBe('');
		const expected = to === 'the same' ? [] : [{ field: 'status', from: status, to }];
		expect(changes).toEqual(expected);
	});

	if (call === 'DELETE ') {
		test('erases who is DEPROVISIONED', async () => {
			expect((await foreseen(call, 'DEPROVISIONED')).would).toBe('remove');
		});
		return;
	}

	test.each(allBut(...from, ...unknown))('is refused for who is %s', async (status) => {
		const { would, answer, doubt } = await foreseen(call, status);
		expect(would).toBe('be refused');
		expect([400, 403]).toContain(answer.status);
		expect(doubt).toBe('');
	});
});

describe('unlock', () => {
	it('of an active user is not certain: they may be locked out of unknown devices', async () => {
		const { would, changes, doubt } = await foreseen('POST /lifecycle/unlock', 'ACTIVE');
		expect({ would, changes }).toEqual({ would: 'change', changes: [] });
		expect(doubt).toContain('locked out of unknown devices, which cannot be read');
	});

	it.each(['ACTIVE', 'LOCKED_OUT'] as const)(
		'is refused for who is %s and comes from a directory',
		async (status) => {
			const provider = { type: 'ACTIVE_DIRECTORY', name: 'ACTIVE_DIRECTORY' };
			const { would, answer, doubt } = await foreseen('POST /lifecycle/unlock', status, {
				credentials: { provider },
			});
			expect({ would, status: answer.status, doubt }).toEqual({
				would: 'be refused',
				status: 403,
				doubt: '',
			});
		},
	);
});
