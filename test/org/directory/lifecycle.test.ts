import { startOrg, type Org } from '..';
import { USER_STATUSES, type UserStatus } from './model';
import { admin, type Admin, idOf, person, refusal, matching, containing } from './support/admin';

describe("a user's life", () => {
	let org: Org;
	let okta: Admin;

	beforeEach(async () => {
		org = await startOrg({ users: 0, groups: 0, apps: 3 });
		okta = admin(org);
	});

	afterEach(() => org.close());

	let created = 0;
	/** A user in the status wanted, brought there behind the API's back. */
	async function userIn(status: UserStatus, hasPassword = false): Promise<string> {
		const id = idOf(
			await okta.object('POST', '/api/v1/users', { profile: person(`User${created++}`) }),
		);
		const user = org.directory.findUser(id);
		if (user) org.users.put({ ...user, status, hasPassword });
		return id;
	}
	const lifecycle = (id: string, what: string) =>
		okta('POST', `/api/v1/users/${id}/lifecycle/${what}`);
	const statusOf = async (id: string) => (await okta.object('GET', `/api/v1/users/${id}`)).status;

	/** Which statuses each operation takes, where it leads, and how Okta refuses the others. */
	const operations: Array<{
		what: string;
		takes: Partial<Record<UserStatus, UserStatus>>;
		refusal: { status: number; errorCode: string };
	}> = [
		{
			what: 'activate',
			takes: { STAGED: 'PROVISIONED', DEPROVISIONED: 'PROVISIONED' },
			refusal: { status: 403, errorCode: 'E0000016' },
		},
		{
			what: 'reactivate',
			takes: { PROVISIONED: 'PROVISIONED', RECOVERY: 'RECOVERY' },
			refusal: { status: 403, errorCode: 'E0000038' },
		},
		{
			what: 'deactivate',
			takes: {
				STAGED: 'DEPROVISIONED',
				PROVISIONED: 'DEPROVISIONED',
				ACTIVE: 'DEPROVISIONED',
				RECOVERY: 'DEPROVISIONED',
				PASSWORD_EXPIRED: 'DEPROVISIONED',
				LOCKED_OUT: 'DEPROVISIONED',
				SUSPENDED: 'DEPROVISIONED',
			},
			refusal: { status: 403, errorCode: 'E0000038' },
		},
		{
			what: 'suspend',
			takes: { ACTIVE: 'SUSPENDED' },
			refusal: { status: 400, errorCode: 'E0000001' },
		},
		{
			what: 'unsuspend',
			takes: { SUSPENDED: 'ACTIVE' },
			refusal: { status: 400, errorCode: 'E0000001' },
		},
		{
			what: 'unlock',
			takes: { LOCKED_OUT: 'ACTIVE' },
			refusal: { status: 403, errorCode: 'E0000032' },
		},
		{
			what: 'reset_password?sendEmail=false',
			takes: {
				PROVISIONED: 'PROVISIONED',
				ACTIVE: 'RECOVERY',
				RECOVERY: 'RECOVERY',
				PASSWORD_EXPIRED: 'RECOVERY',
				LOCKED_OUT: 'RECOVERY',
			},
			refusal: { status: 403, errorCode: 'E0000038' },
		},
		{
			what: 'expire_password',
			takes: {
				ACTIVE: 'PASSWORD_EXPIRED',
				RECOVERY: 'PASSWORD_EXPIRED',
				PASSWORD_EXPIRED: 'PASSWORD_EXPIRED',
				LOCKED_OUT: 'PASSWORD_EXPIRED',
			},
			refusal: { status: 403, errorCode: 'E0000038' },
		},
	];
	const transitions = operations.flatMap(({ what, takes, refusal: refused }) =>
		USER_STATUSES.map((from) => [what, from, takes[from], refused] as const),
	);

	it.each(transitions)('%s takes %s to %s', async (what, from, to, refused) => {
		const id = await userIn(from);
		const answer = await lifecycle(id, what);

		if (to === undefined) {
			expect(refusal(answer)).toMatchObject(refused);
			expect(await statusOf(id)).toBe(from);
		} else {
			expect(answer.status).toBe(200);
			expect(await statusOf(id)).toBe(to);
		}
	});

	it('says why somebody is not suspended', async () => {
		const id = await userIn('STAGED');

		expect((await lifecycle(id, 'suspend')).body).toMatchObject({
			errorSummary: 'Api validation failed: suspendUser',
			errorCauses: [{ errorSummary: 'Cannot suspend a user that is not active' }],
		});
	});

	it('becomes active at activation when there is a password', async () => {
		const id = await userIn('STAGED', true);
		await lifecycle(id, 'activate');

		expect(await statusOf(id)).toBe('ACTIVE');
	});

	it('gives the activation link to the caller only when no mail is sent', async () => {
		const mailed = await lifecycle(await userIn('STAGED'), 'activate');
		const returned = await lifecycle(await userIn('STAGED'), 'activate?sendEmail=false');

		expect(mailed.body).toEqual({});
		expect(returned.body).toEqual({
			activationUrl: containing(`${org.url}/welcome/`),
			activationToken: matching(/^[\w-]{20}$/),
		});
	});

	it('mails nothing at reactivation unless asked to', async () => {
		const id = await userIn('PROVISIONED');

		expect((await lifecycle(id, 'reactivate')).body).toHaveProperty('activationToken');
		expect((await lifecycle(id, 'reactivate?sendEmail=true')).body).toEqual({});
	});

	it('gives out a reset link or a temporary password, as asked', async () => {
		const reset = await lifecycle(await userIn('ACTIVE'), 'reset_password?sendEmail=false');
		const temporary = await lifecycle(await userIn('ACTIVE'), 'expire_password_with_temp_password');

		expect(reset.body).toEqual({ resetPasswordUrl: containing(org.url) });
		expect(temporary.body).toEqual({ tempPassword: matching(/.{8,}/) });
	});

	it('loses direct app assignments at deactivation and does not get them back', async () => {
		const id = await userIn('ACTIVE');
		const appId = org.apps.list()[1]?.id ?? '';
		await okta.object('POST', `/api/v1/apps/${appId}/users`, { id });
		await lifecycle(id, 'deactivate');
		await lifecycle(id, 'activate');

		expect((await okta('GET', `/api/v1/apps/${appId}/users/${id}`)).status).toBe(404);
	});

	it('is on the way for a while when the caller does not want to wait', async () => {
		const id = await userIn('ACTIVE');
		await okta('POST', `/api/v1/users/${id}/lifecycle/deactivate`, undefined, {
			prefer: 'respond-async',
		});

		expect(await okta.object('GET', `/api/v1/users/${id}`)).toMatchObject({
			status: 'ACTIVE',
			transitioningToStatus: 'DEPROVISIONED',
		});
		expect(refusal(await lifecycle(id, 'suspend'))).toMatchObject({
			status: 409,
			errorCode: 'E0000112',
		});
		org.clock.advance(org.directory.transitionTime);
		const settled = await okta.object('GET', `/api/v1/users/${id}`);
		expect(settled.status).toBe('DEPROVISIONED');
		expect(settled).not.toHaveProperty('transitioningToStatus');
	});

	it('is written down in the System Log, step by step', async () => {
		const id = await userIn('ACTIVE');
		org.clock.advance(1_000);
		for (const step of ['suspend', 'unsuspend', 'deactivate']) await lifecycle(id, step);
		await okta('DELETE', `/api/v1/users/${id}`);
		const events = org.directory.log.events
			.filter(({ target }) => target?.some((about) => about.id === id))
			.map(({ eventType }) => eventType);

		expect(events).toEqual([
			'user.lifecycle.create',
			'user.lifecycle.activate',
			'user.lifecycle.suspend',
			'user.lifecycle.unsuspend',
			'user.lifecycle.deactivate',
			'user.lifecycle.delete.initiated',
			'user.lifecycle.delete.completed',
		]);
	});
});
