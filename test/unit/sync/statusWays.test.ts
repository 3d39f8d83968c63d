import { type Way, wayTo } from '../../../nodes/Okta/jobs/sync/statusWays';
import { USER_STATUSES } from '../../org/directory/model';

const said = (way: Way | string): string =>
	typeof way === 'string'
		? 'refused'
		: `${way.calls.map(({ name }) => name).join(', ')}${way.rest === undefined ? '' : ' (PROVISIONED)'}`;

/** The matrix of docs/sync.md: in the order of the statuses, what leads from each to the wanted one. */
const matrix: Readonly<Record<string, readonly string[]>> = {
	ACTIVE: [
		'activate (PROVISIONED)',
		' (PROVISIONED)',
		'',
		'refused',
		'refused',
		'unlock',
		'unsuspend',
		'activate (PROVISIONED)',
	],
	SUSPENDED: [
		'refused',
		'refused',
		'suspend',
		'refused',
		'refused',
		'unlock, suspend',
		'',
		'refused',
	],
	DEPROVISIONED: [
		'deactivate',
		'deactivate',
		'deactivate',
		'deactivate',
		'deactivate',
		'deactivate',
		'deactivate',
		'',
	],
	PROVISIONED: ['activate', '', 'refused', 'refused', 'refused', 'refused', 'refused', 'activate'],
	STAGED: ['', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
	PASSWORD_EXPIRED: [
		'refused',
		'refused',
		'expire_password',
		'refused',
		'',
		'expire_password',
		'unsuspend, expire_password',
		'refused',
	],
	RECOVERY: [
		'refused',
		'refused',
		'reset_password',
		'',
		'reset_password',
		'reset_password',
		'unsuspend, reset_password',
		'refused',
	],
};

test.each(
	Object.entries(matrix).flatMap(([wanted, ways]) =>
		USER_STATUSES.map((status, index) => [status, wanted, ways[index]] as const),
	),
)('from %s to %s: %s', (status, wanted, expected) => {
	expect(said(wayTo(wanted, status))).toBe(expected);
});

test('a refusal says why', () => {
	for (const wanted of Object.keys(matrix)) {
		for (const status of USER_STATUSES) {
			const way = wayTo(wanted, status);
			if (typeof way === 'string') expect(way).toMatch(/^(Okta|Only) .+\.$/);
		}
	}
});
