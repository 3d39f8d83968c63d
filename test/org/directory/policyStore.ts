import { Collection } from './collection';
import type { Ids } from './ids';
import type { Json } from './model';
import type { SearchIndex } from './searchIndex';

type Status = 'ACTIVE' | 'INACTIVE';

export interface PolicyRule {
	readonly id: string;
	readonly name: string;
	readonly type: string;
	/** Active unless it says otherwise. */
	readonly status?: Status;
	readonly priority: number;
	readonly system: boolean;
	/** Milliseconds since the epoch; those of the policy where there are none. */
	readonly created?: number;
	readonly lastUpdated?: number;
	readonly conditions: Json;
	readonly actions: Json;
}

export interface Policy {
	readonly id: string;
	readonly type: string;
	readonly name: string;
	readonly description?: string;
	readonly status: Status;
	readonly priority: number;
	readonly system: boolean;
	readonly created: number;
	readonly lastUpdated?: number;
	readonly conditions: Json;
	/** What policies of some types say on top of their rules. */
	readonly settings?: Json;
	readonly rules: readonly PolicyRule[];
}

const FOUNDED = Date.UTC(2019, 0, 7, 6);

const PASSWORD_ACTIONS: Json = {
	passwordChange: { access: 'ALLOW' },
	selfServicePasswordReset: { access: 'ALLOW' },
	selfServiceUnlock: { access: 'DENY' },
};
const SIGN_ON_ACTIONS: Json = {
	signon: {
		access: 'ALLOW',
		requireFactor: false,
		session: {
			usePersistentCookie: false,
			maxSessionIdleMinutes: 120,
			maxSessionLifetimeMinutes: 720,
		},
	},
};

/** Policies of these types go by their rules alone. */
export const WITHOUT_CONDITIONS: readonly string[] = [
	'ACCESS_POLICY',
	'DEVICE_SIGNAL_COLLECTION',
	'ENTITY_RISK',
	'PROFILE_ENROLLMENT',
];

/** A new org's policies: the default of each common type, and one more for passwords. */
export function seededPolicies(
	ids: Ids,
	everyoneId: string,
	index: SearchIndex,
): Collection<Policy> {
	const policies = new Collection<Policy>(ids, '00p', index);
	const conditions: Json = { people: { groups: { include: [everyoneId] } } };
	const anywhere: Json = { network: { connection: 'ANYWHERE' } };
	let rules = 0;
	const add = (
		type: string,
		name: string,
		priority: number,
		system: boolean,
		ruleType: string,
		actions: Json,
	) =>
		policies.add((id) => ({
			id,
			type,
			name,
			description: `Seeded: ${name}`,
			status: 'ACTIVE',
			priority,
			system,
			created: FOUNDED,
			conditions: WITHOUT_CONDITIONS.includes(type) ? null : conditions,
			rules: [
				{
					id: ids.of('0pr', 10_000 + rules++),
					name: 'Default Rule',
					type: ruleType,
					priority: 1,
					system,
					conditions: type === 'PROFILE_ENROLLMENT' ? null : anywhere,
					actions,
				},
			],
		}));
	add('OKTA_SIGN_ON', 'Default Policy', 1, true, 'SIGN_ON', SIGN_ON_ACTIONS);
	add('PASSWORD', 'Contractor Passwords', 1, false, 'PASSWORD', PASSWORD_ACTIONS);
	add('PASSWORD', 'Default Policy', 2, true, 'PASSWORD', PASSWORD_ACTIONS);
	add('MFA_ENROLL', 'Default Policy', 1, true, 'MFA_ENROLL', { enroll: { self: 'CHALLENGE' } });
	add('PROFILE_ENROLLMENT', 'Default Policy', 1, true, 'PROFILE_ENROLLMENT', {
		profileEnrollment: {
			access: 'ALLOW',
			unknownUserAction: 'DENY',
			activationRequirements: { emailVerification: true },
			uiSchemaId: 'uis44fio9ifOCwJAO1d7',
		},
	});
	add('ENTITY_RISK', 'Entity Risk Policy', 1, true, 'ENTITY_RISK', {
		entityRisk: { actions: [] },
	});
	add('ACCESS_POLICY', 'Any two factors', 1, true, 'ACCESS_POLICY', {
		appSignOn: { access: 'ALLOW', verificationMethod: { factorMode: '2FA', type: 'ASSURANCE' } },
	});
	return policies;
}
