/** A call of the lifecycle of users, where it may be made and where it leads. */
interface Call {
	name: string;
	/** What became of the user, in a word. */
	outcome: string;
	from: readonly string[];
	to: string;
}

/**
 * Okta: "User lifecycle". `activate` leads to ACTIVE where there is a password, which only Okta knows
 * for sure; that is a way for nobody without one.
 */
const calls: readonly Call[] = [
	{ name: 'activate', outcome: 'activated', from: ['STAGED', 'DEPROVISIONED'], to: 'PROVISIONED' },
	{ name: 'unsuspend', outcome: 'unsuspended', from: ['SUSPENDED'], to: 'ACTIVE' },
	{ name: 'unlock', outcome: 'unlocked', from: ['LOCKED_OUT'], to: 'ACTIVE' },
	{ name: 'suspend', outcome: 'suspended', from: ['ACTIVE'], to: 'SUSPENDED' },
	{
		name: 'expire_password',
		outcome: 'expired',
		from: ['ACTIVE', 'LOCKED_OUT'],
		to: 'PASSWORD_EXPIRED',
	},
	{
		name: 'reset_password',
		outcome: 'reset',
		from: ['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED'],
		to: 'RECOVERY',
	},
	{
		name: 'deactivate',
		outcome: 'deactivated',
		from: [
			'STAGED',
			'PROVISIONED',
			'ACTIVE',
			'RECOVERY',
			'PASSWORD_EXPIRED',
			'LOCKED_OUT',
			'SUSPENDED',
		],
		to: 'DEPROVISIONED',
	},
];

/** How to get from one status to another. */
export interface Way {
	calls: ReadonlyArray<Pick<Call, 'name' | 'outcome' | 'to'>>;
	/** What is left to be said when the calls are made. */
	rest?: string;
}

/** Where a user without a password ends who is to be active. */
const passwordless = 'The user has no password yet, and becomes ACTIVE by setting one.';

/**
 * The shortest way from a status to the wanted one. Nobody is deactivated on the way to something else:
 * that ends sessions and takes the apps away.
 *
 * @returns why there is none, as a text
 */
export function wayTo(wanted: string, status: string): Way | string {
	const direct = shortest(wanted, status);
	if (direct) return { calls: direct };
	const nearly = wanted === 'ACTIVE' ? shortest('PROVISIONED', status) : undefined;
	if (nearly) return { calls: nearly, rest: passwordless };
	return whyNot(wanted, status);
}

function shortest(wanted: string, status: string): Call[] | undefined {
	let ways: Array<{ at: string; made: Call[] }> = [{ at: status, made: [] }];
	const seen = new Set([status]);
	while (ways.length > 0) {
		const there = ways.find(({ at }) => at === wanted);
		if (there) return there.made;
		ways = ways
			.filter(({ at, made }) => at !== 'DEPROVISIONED' || made.length === 0)
			.flatMap(({ at, made }) =>
				calls
					.filter(({ from, to }) => from.includes(at) && !seen.has(to))
					.map((call) => ({ at: call.to, made: [...made, call] })),
			);
		for (const { at } of ways) seen.add(at);
	}
	return undefined;
}

const byThemselves: Readonly<Record<string, string>> = {
	PASSWORD_EXPIRED: 'their password has expired, and they have to choose another',
	PROVISIONED: 'they have never set a password',
	RECOVERY: 'their password is being reset, and they have to choose another',
};

function whyNot(wanted: string, status: string): string {
	if (wanted === 'STAGED') return 'Okta has no way back to STAGED, where only new users are.';
	if (wanted === 'PROVISIONED') {
		return 'Only who is STAGED or DEPROVISIONED can become PROVISIONED, by being activated.';
	}
	const themselves = byThemselves[status];
	if (themselves !== undefined) {
		return `Only the users themselves can leave ${status}: ${themselves}.`;
	}
	return `Only who is ACTIVE can become ${wanted}, and nothing leads there at once from ${status}.`;
}
