import type { IDataObject } from 'n8n-workflow';

import { foresights } from '../../../nodes/Okta/plan/foresee';
import { isObject, text } from '../../../nodes/Okta/transport/json';

/** A refusal by Okta, an answer that changes nothing, or another status. */
type Otherwise = `${400 | 403 | 409 | 501} E${string}` | 'nothing' | `→ ${string}`;

/**
 * A call, from which statuses it works, to which it leads, what it comes to in all others, and in
 * which statuses that depends on what no answer of Okta's shows, or Okta doesn't say.
 */
type Call = readonly [
	call: string,
	from: readonly string[],
	to: string,
	otherwise: Otherwise,
	unknown?: readonly string[],
];

interface Lifecycle {
	at: string;
	/** What else an object of this kind shows. */
	shown?: IDataObject;
	/** Where it isn't a status that Okta goes by. */
	by?: string;
	statuses: readonly string[];
	calls: readonly Call[];
}

const userStatuses = [
	'STAGED',
	'PROVISIONED',
	'ACTIVE',
	'RECOVERY',
	'PASSWORD_EXPIRED',
	'LOCKED_OUT',
	'SUSPENDED',
	'DEPROVISIONED',
] as const;

const allBut = (...these: Array<(typeof userStatuses)[number]>) =>
	userStatuses.filter((status) => !these.includes(status));

/** "ACTIVE etc." in Okta's words, and neither suspended nor deactivated. */
const unsaid = allBut('ACTIVE', 'SUSPENDED', 'DEPROVISIONED');

const GONE = 'gone';
const UNKNOWN = 'nobody knows';

/** Okta's documented lifecycles, word for word. */
const lifecycles: Readonly<Record<string, Lifecycle>> = {
	user: {
		at: '/api/v1/users/{userId}',
		shown: { profile: { login: 'ada@acme.example' } },
		statuses: userStatuses,
		calls: [
			['POST /lifecycle/activate', ['STAGED', 'DEPROVISIONED'], 'PROVISIONED', '403 E0000016'],
			['POST /lifecycle/deactivate', allBut('DEPROVISIONED'), 'DEPROVISIONED', '403 E0000038'],
			['POST /lifecycle/suspend', ['ACTIVE'], 'SUSPENDED', '400 E0000001'],
			['POST /lifecycle/unsuspend', ['SUSPENDED'], 'ACTIVE', '400 E0000001'],
			['POST /lifecycle/unlock', ['LOCKED_OUT'], 'ACTIVE', '403 E0000032', ['ACTIVE']],
			// A new token leaves the status as it is.
			['POST /lifecycle/reactivate', [], '', '403 E0000038', ['PROVISIONED', 'RECOVERY']],
			['POST /lifecycle/reset_password', ['ACTIVE'], 'RECOVERY', '403 E0000038', unsaid],
			['POST /lifecycle/expire_password', ['ACTIVE'], 'PASSWORD_EXPIRED', '403 E0000038', unsaid],
			[
				'POST /lifecycle/expire_password_with_temp_password',
				['ACTIVE'],
				'PASSWORD_EXPIRED',
				'403 E0000038',
				unsaid,
			],
			['DELETE ', ['DEPROVISIONED'], GONE, '→ DEPROVISIONED'],
		],
	},
	"user's profile": {
		at: '/api/v1/users/{userId}',
		shown: { profile: { login: 'ada@acme.example' } },
		statuses: ['DEPROVISIONED'],
		// An org has an option for it.
		calls: [
			['POST ', [], '', 'nothing', ['DEPROVISIONED']],
			['PUT ', [], '', 'nothing', ['DEPROVISIONED']],
		],
	},
	group: {
		at: '/api/v1/groups/{groupId}',
		shown: { profile: { name: 'Engineering' } },
		by: 'type',
		statuses: ['OKTA_GROUP', 'APP_GROUP', 'BUILT_IN'],
		// Which groups an app pushes, and Okta keeps therefore, is known app by app.
		calls: [['DELETE ', [], GONE, '403 E0000006', ['OKTA_GROUP', 'APP_GROUP']]],
	},
	"group's profile": {
		at: '/api/v1/groups/{groupId}',
		shown: { profile: { name: 'Engineering' } },
		by: 'type',
		statuses: ['APP_GROUP', 'BUILT_IN'],
		calls: [['PUT ', [], '', '403 E0000006']],
	},
	"group's member": {
		at: '/api/v1/groups/{groupId}/users/{userId}',
		shown: { profile: { name: 'Engineering' } },
		by: 'type',
		statuses: ['OKTA_GROUP', 'APP_GROUP'],
		calls: [['DELETE ', ['OKTA_GROUP'], GONE, '403 E0000006']],
	},
	"Everyone's member": {
		at: '/api/v1/groups/{groupId}/users/{userId}',
		shown: { profile: { name: 'Everyone' } },
		by: 'type',
		statuses: ['BUILT_IN'],
		calls: [
			['PUT ', [], '', '501 E0000060'],
			['DELETE ', [], '', '501 E0000060'],
		],
	},
	'member who is in already': {
		at: '/api/v1/groups/{groupId}/users/{userId}',
		shown: { profile: { name: 'Engineering' } },
		by: 'type',
		statuses: ['OKTA_GROUP'],
		calls: [['PUT ', [], '', 'nothing']],
	},
	'group rule': {
		at: '/api/v1/groups/rules/{groupRuleId}',
		shown: { name: 'Engineers' },
		statuses: ['ACTIVE', 'INACTIVE', 'INVALID'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing', ['INVALID']],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing', ['INVALID']],
			// Replaceable only when INACTIVE; whom the new expression holds for nobody knows.
			['PUT ', [], '', '400 E0000001', ['INACTIVE', 'INVALID']],
			['DELETE ', ['INACTIVE'], GONE, '400 E0000001', ['INVALID']],
		],
	},
	app: {
		at: '/api/v1/apps/{appId}',
		shown: { label: 'Payroll' },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing'],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing'],
			['DELETE ', ['INACTIVE'], GONE, '403 E0000056'],
		],
	},
	device: {
		at: '/api/v1/devices/{deviceId}',
		shown: { profile: { displayName: 'Laptop' } },
		statuses: ['ACTIVE', 'SUSPENDED', 'DEACTIVATED', 'CREATED', 'UNSUSPENDED'],
		calls: (
			[
				['POST /lifecycle/activate', ['DEACTIVATED'], 'ACTIVE'],
				['POST /lifecycle/deactivate', ['ACTIVE', 'SUSPENDED'], 'DEACTIVATED'],
				['POST /lifecycle/suspend', ['ACTIVE'], 'SUSPENDED'],
				['POST /lifecycle/unsuspend', ['SUSPENDED'], 'ACTIVE'],
				['DELETE ', ['DEACTIVATED'], GONE],
			] as const
		).map(([call, from, to]): Call => {
			const unknown = ['CREATED', 'UNSUSPENDED'];
			return [call, from, to, '403 E0000152', unknown];
		}),
	},
	'event hook': {
		at: '/api/v1/eventHooks/{eventHookId}',
		shown: { name: 'Joiners', verificationStatus: 'UNVERIFIED' },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing'],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing'],
			// The receiver has to answer.
			['POST /lifecycle/verify', [], '', 'nothing', ['ACTIVE', 'INACTIVE']],
			['DELETE ', ['INACTIVE'], GONE, '400 E0000001'],
		],
	},
	'inline hook': {
		at: '/api/v1/inlineHooks/{inlineHookId}',
		shown: { name: 'Registration', type: 'com.okta.user.pre-registration' },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing'],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing'],
			['DELETE ', ['INACTIVE'], GONE, '400 E0000001'],
		],
	},
	policy: {
		at: '/api/v1/policies/{policyId}',
		shown: { name: 'Contractors', system: false },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing'],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing'],
			['DELETE ', ['ACTIVE', 'INACTIVE'], GONE, 'nothing'],
		],
	},
	"Okta's own policy": {
		at: '/api/v1/policies/{policyId}',
		shown: { name: 'Default Policy', system: true },
		statuses: ['ACTIVE'],
		calls: [
			['POST /lifecycle/deactivate', [], '', '403 E0000111'],
			['DELETE ', [], '', '403 E0000111'],
		],
	},
	'policy rule': {
		at: '/api/v1/policies/{policyId}/rules/{ruleId}',
		shown: { name: 'Outside the office', system: false },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing'],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing'],
			['DELETE ', ['ACTIVE', 'INACTIVE'], GONE, 'nothing'],
		],
	},
	"Okta's own policy rule": {
		at: '/api/v1/policies/{policyId}/rules/{ruleId}',
		shown: { name: 'Default Rule', system: true },
		statuses: ['ACTIVE'],
		calls: [
			['POST /lifecycle/deactivate', [], '', '403 E0000111'],
			['DELETE ', [], '', '403 E0000111'],
		],
	},
	'key of a service app': {
		at: '/api/v1/apps/{appId}/credentials/jwks/{keyId}',
		shown: { kid: 'first' },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing', ['ACTIVE']],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing', ['INACTIVE']],
			['DELETE ', ['INACTIVE'], GONE, '400 E0000001'],
		],
	},
	'realm assignment': {
		at: '/api/v1/realm-assignments/{assignmentId}',
		shown: { name: 'Partners' },
		statuses: ['ACTIVE', 'INACTIVE'],
		calls: [
			['POST /lifecycle/activate', ['INACTIVE'], 'ACTIVE', 'nothing', ['ACTIVE']],
			['POST /lifecycle/deactivate', ['ACTIVE'], 'INACTIVE', 'nothing', ['INACTIVE']],
			['DELETE ', ['INACTIVE'], GONE, '400 E0000001', ['ACTIVE']],
		],
	},
	campaign: {
		at: '/governance/api/v1/campaigns/{campaignId}',
		shown: { name: 'Quarter' },
		statuses: ['SCHEDULED', 'LAUNCHING', 'ACTIVE', 'COMPLETED', 'ERROR'],
		calls: [
			['POST /launch', [], '', '409 E0000195', ['SCHEDULED']],
			['POST /end', [], '', '409 E0000170', ['ACTIVE']],
			['DELETE ', ['SCHEDULED', 'ERROR'], GONE, '409 E0000170'],
		],
	},
	'request condition': {
		at: '/governance/api/v2/resources/{appId}/request-conditions/{requestConditionId}',
		shown: { name: 'Everyone' },
		statuses: ['ACTIVE', 'INACTIVE', 'INVALID'],
		calls: [
			['POST /activate', ['INACTIVE'], 'ACTIVE', '409 E0000195'],
			['POST /deactivate', ['ACTIVE'], 'INACTIVE', '409 E0000195'],
			['DELETE ', ['ACTIVE', 'INACTIVE', 'INVALID'], GONE, 'nothing'],
		],
	},
};

async function foreseen(kind: string, call: string, status: string, more: IDataObject = {}) {
	const { at = '', shown = {}, by = 'status' } = lifecycles[kind] ?? {};
	const [method = '', end = ''] = call.split(' ');
	const route = `${method} ${at}${end}`;
	const foresee = foresights[route];
	if (!foresee) throw new Error(`Nobody foresees ${route}`);
	const object: IDataObject = { id: 'x1', [by]: status, ...shown, ...more };
	const ids = [...at.matchAll(/\{(\w+)\}/g)].map(([, name = '']): [string, string] => [name, 'x1']);
	return await foresee({
		request: {
			method: method === 'DELETE' || method === 'PUT' ? method : 'POST',
			path: `${at}${end}`.replaceAll(/\{\w+\}/g, 'x1'),
		},
		ids: Object.fromEntries(ids),
		body: method === 'PUT' ? { name: 'Others' } : {},
		query: (_, byDefault = '') => byDefault,
		read: async () => await Promise.resolve(object),
		list: async () => await Promise.resolve([object]),
		planned: () => undefined,
		placeholder: (what) => `planned-${what}-1`,
	});
}

/** Every call in every status, and what it comes to. */
const cells = Object.entries(lifecycles).flatMap(([kind, { statuses, calls }]) =>
	calls.flatMap(([call, from, to, otherwise, unknown = []]) =>
		statuses.map((status) => {
			const leadsOn = otherwise.startsWith('→') ? `${status} ${otherwise}` : otherwise;
			const known = from.includes(status) ? `${status} → ${to}` : leadsOn;
			return { kind, call, status, comesTo: unknown.includes(status) ? UNKNOWN : known };
		}),
	),
);

test.each(cells)('$kind: $call of one that is $status: $comesTo', async (cell) => {
	const { would, changes, doubt, answer } = await foreseen(cell.kind, cell.call, cell.status);
	if (cell.comesTo === UNKNOWN) {
		expect(doubt).not.toBe('');
		return;
	}
	expect(doubt).toBe('');
	const { errorCode } = isObject(answer.body) ? answer.body : {};
	const { from = cell.status, to = '' } = changes.find(({ field }) => field === 'status') ?? {};
	const said = {
		'be refused': `${String(answer.status)} ${text(errorCode)}`,
		nothing: 'nothing',
		remove: `${text(from)} → ${GONE}`,
		change: `${text(from)} → ${text(to)}`,
		create: 'another one',
	};
	expect(said[would]).toBe(cell.comesTo);
});

test('the table names every call of a lifecycle that is foreseen', () => {
	const named = Object.values(lifecycles).flatMap(({ at, calls }) =>
		calls.map(([call]) => call.replace(' ', ` ${at}`)),
	);
	const all = Object.keys(foresights).filter((route) => route.includes('/lifecycle/'));
	expect(all.filter((route) => !named.includes(route))).toEqual([
		'POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate',
		'POST /api/v1/users/{userId}/lifecycle/reset_factors',
	]);
});

describe('a user', () => {
	it.each(['STAGED', 'DEPROVISIONED'])(
		'with a password is ACTIVE at once from %s',
		async (status) => {
			const credentials = { password: {} };
			const { changes } = await foreseen('user', 'POST /lifecycle/activate', status, {
				credentials,
			});
			expect(changes).toEqual([{ field: 'status', from: status, to: 'ACTIVE' }]);
		},
	);

	it.each(['PROVISIONED', 'RECOVERY'])('who is %s gets another token', async (status) => {
		const { would, changes } = await foreseen('user', 'POST /lifecycle/reactivate', status);
		expect({ would, changes }).toEqual({ would: 'change', changes: [] });
	});

	it('may be locked out of unknown devices while ACTIVE: unlocking is not certain', async () => {
		const { would, changes, doubt } = await foreseen('user', 'POST /lifecycle/unlock', 'ACTIVE');
		expect({ would, changes }).toEqual({ would: 'change', changes: [] });
		expect(doubt).toContain('locked out of unknown devices, which cannot be read');
	});

	it.each(['ACTIVE', 'LOCKED_OUT'])(
		'who is %s and comes from a directory is not unlocked',
		async (status) => {
			const provider = { type: 'ACTIVE_DIRECTORY', name: 'ACTIVE_DIRECTORY' };
			const { would, answer, doubt } = await foreseen('user', 'POST /lifecycle/unlock', status, {
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
