import type { Occurrence, Place } from './directory/logEvent';
import { userTarget } from './directory/targets';
import { randomId } from './ids';
import { administrator } from './authorization';
import type { Org } from './org';
import type { Caller, Route } from './route';
import { Router, treeOf } from './router';
import { readTarget } from './request';

const BROWSER =
	'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36';

const routerOf = treeOf((routes: readonly Route[]) => new Router(routes));

/**
 * The Admin Console: a person who makes changes by hand. What happens is what the API does when it
 * is asked the same, but the System Log names a user instead of an app, and nothing is counted or
 * refused for its rate.
 */
export class AdminConsole {
	readonly #org: Org;
	readonly #router: Router<Route>;
	readonly #caller: Caller;

	constructor(org: Org, routes: readonly Route[]) {
		this.#org = org;
		this.#router = routerOf(routes);
		this.#caller = administrator(org, 'console');
	}

	/**
	 * Does what the API does for such a request. @returns the body of the answer.
	 *
	 * @throws OktaError what the API would refuse with.
	 */
	async request(method: string, target: string, body?: unknown): Promise<unknown> {
		const { path, segments, query } = readTarget(target);
		const match = this.#router.match(method, segments);
		if (match.found !== 'route') throw new Error(`The org has no ${method} ${path}`);
		const reply = await match.route.handle({
			org: this.#org,
			caller: this.#caller,
			method,
			...this.#visit(path),
			params: match.params,
			query,
			body,
		});
		return reply.body;
	}

	/** @returns the new user. */
	async createUser(profile: object, { activate = true } = {}): Promise<unknown> {
		return await this.request('POST', `/api/v1/users?activate=${activate}`, { profile });
	}

	async updateUser(userId: string, profile: object): Promise<void> {
		await this.request('POST', `/api/v1/users/${userId}`, { profile });
	}

	async activate(userId: string): Promise<void> {
		await this.#lifecycle(userId, 'activate?sendEmail=true');
	}

	async deactivate(userId: string): Promise<void> {
		await this.#lifecycle(userId, 'deactivate');
	}

	async suspend(userId: string): Promise<void> {
		await this.#lifecycle(userId, 'suspend');
	}

	async unsuspend(userId: string): Promise<void> {
		await this.#lifecycle(userId, 'unsuspend');
	}

	async resetPassword(userId: string): Promise<void> {
		await this.#lifecycle(userId, 'reset_password?sendEmail=true');
	}

	/** Erases a user who was deactivated. */
	async deleteUser(userId: string): Promise<void> {
		await this.request('DELETE', `/api/v1/users/${userId}`);
	}

	async addToGroup(groupId: string, userId: string): Promise<void> {
		await this.request('PUT', `/api/v1/groups/${groupId}/users/${userId}`);
	}

	async removeFromGroup(groupId: string, userId: string): Promise<void> {
		await this.request('DELETE', `/api/v1/groups/${groupId}/users/${userId}`);
	}

	async assignApp(appId: string, userId: string): Promise<void> {
		await this.request('POST', `/api/v1/apps/${appId}/users`, { id: userId, scope: 'USER' });
	}

	async unassignApp(appId: string, userId: string): Promise<void> {
		await this.request('DELETE', `/api/v1/apps/${appId}/users/${userId}`);
	}

	/**
	 * A person answers the latest push on the phone.
	 *
	 * @returns whether there was one to answer
	 */
	answerPush(userId: string, answer: 'SUCCESS' | 'REJECTED'): boolean {
		const { directory } = this.#org;
		const user = directory.findUser(userId);
		const factors = user ? directory.factorsOf(user) : [];
		const now = this.#org.clock.now();
		const push = factors.flatMap((factor) => directory.factors.openPushes(factor, now)).at(-1);
		if (!user || !push) return false;
		push.answer = answer;
		this.#org.log.recordRequest(userTarget(user), this.#visit('/api/v1/authn'), {
			eventType:
				answer === 'SUCCESS'
					? 'user.authentication.auth_via_mfa'
					: 'user.mfa.okta_verify.deny_push',
			displayMessage:
				answer === 'SUCCESS' ? 'Authentication of user via MFA' : 'User rejected push',
			targets: [userTarget(user)],
		});
		return true;
	}

	/** A person signs in. Okta's log doesn't say that it was about anybody. */
	signIn(userId: string): void {
		const user = this.#org.directory.findUser(userId);
		if (!user) throw new Error(`The org has no user ${userId}`);
		this.#org.log.recordRequest(userTarget(user), this.#visit('/api/v1/authn'), {
			eventType: 'user.session.start',
			displayMessage: 'User login to Okta',
			targets: null,
		});
	}

	/** Something a person does that no request of the API stands for, such as to report an activity. */
	happen(
		userId: string,
		occurrence: Pick<Occurrence, 'eventType' | 'displayMessage' | 'outcome' | 'debugData' | 'from'>,
	): void {
		const user = this.#org.directory.findUser(userId);
		if (!user) throw new Error(`The org has no user ${userId}`);
		this.#org.log.recordRequest(userTarget(user), this.#visit('/idp/idx'), {
			...occurrence,
			targets: [userTarget(user)],
		});
	}

	/** A person denies a push on the phone: as Identity Engine writes it, or as Classic Engine does. */
	denyPush(userId: string, from?: Place, engine: 'identity' | 'classic' = 'identity'): void {
		this.happen(
			userId,
			engine === 'identity'
				? {
						eventType: 'user.authentication.auth_via_mfa',
						displayMessage: 'Authentication of user via MFA',
						outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
						debugData: { factor: 'OKTA_VERIFY_PUSH', pushOnlyResponseType: 'OV_RESPONSE_DENY' },
						from,
					}
				: {
						eventType: 'user.mfa.okta_verify.deny_push',
						displayMessage: 'User rejected Okta push verify',
						outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
						from,
					},
		);
	}

	/** Okta warns that a rate limit is about to be reached. What it is about has no name. */
	warnOfRate(pattern: string): void {
		this.#org.log.recordOwn(
			{
				eventType: 'system.org.rate_limit.warning',
				displayMessage: 'Rate limit warning',
				severity: 'WARN',
				targets: [
					{ id: pattern, type: 'URL Pattern' },
					{ id: randomId('', 20), type: 'Bucket Uuid' },
				],
			},
			this.#org.url,
		);
	}

	#visit(path: string) {
		const headers = { 'user-agent': BROWSER };
		return { headers, path, origin: this.#org.url, requestId: randomId('', 20) };
	}

	async #lifecycle(userId: string, what: string): Promise<void> {
		await this.request('POST', `/api/v1/users/${userId}/lifecycle/${what}`);
	}
}
