import { type IDataObject, UserError } from 'n8n-workflow';

import { isUserId } from '../objects/logins';
import { isRefusal } from '../transport/refusals';
import { OktaThrough } from '../transport/through';
import type { Okta, OktaOfItem, OktaReply, OktaRequest } from '../transport/types';
import { WaitTooLong } from '../transport/waitTooLong';
import { Guards } from './guards';
import { idsIn, type Named, namedIn, otherUsersIn } from './named';
import type { Guarded, Protection } from './protection';

/** A write would change something that is protected. It was not sent. */
export class Protected extends UserError {
	constructor(
		{ object, rule }: Guarded,
		/** Whether the item is to be left out, which it can while nothing of it was changed. */
		readonly isSkipped: boolean,
	) {
		const called = object.name === '' ? object.id : `${object.name} (${object.id})`;
		super(`The ${object.type} ${called} is protected: ${rule}`, {
			description: 'The request was not sent. What is protected is chosen under Safeguards.',
		});
		this.object = object;
		this.rule = rule;
	}

	readonly object: Guarded['object'];
	readonly rule: string;

	/** What comes out in place of what would have been changed. */
	toJson(): IDataObject {
		return { outcome: 'skipped', protectedBy: this.rule, object: { ...this.object } };
	}
}

/** Keeps the writes of a run off what is protected in one org, wherever they come from. */
export class Fence {
	readonly #guards: Guards;

	/** @param okta - for what has to be read; nothing is, unless more than the own app is protected */
	constructor(
		private readonly okta: Okta,
		private readonly protection: Protection,
	) {
		this.#guards = new Guards(okta, protection);
	}

	/** The org inside the fence. */
	around(org: OktaOfItem): OktaOfItem {
		return new Fenced(org, this);
	}

	/** @throws Protected, or UserError where it cannot be found out what a request would change */
	async check(request: OktaRequest, isUntouched: boolean): Promise<void> {
		const found = await this.#find(request).catch(undecided);
		if (found) throw new Protected(found, this.protection.skips && isUntouched);
	}

	async #find(request: OktaRequest): Promise<Guarded | undefined> {
		const guards = this.#guards;
		const isAll = guards.guardsUsers || guards.guardsGroups || guards.guardsApps;
		if (!isAll && !this.#mayNameOwnApp(request)) return undefined;
		const named = namedIn(request, this.okta.origin);
		if (!named) throw unreadable();
		const isOwn = this.protection.ownApp && (await this.#namesOwnApp(named));
		if (isOwn) return ownApp(this.okta.signIn.clientId());
		if (!isAll) return undefined;
		if (!named.isWhole) throw unreadable();
		const { ids } = await this.#withRule(named);
		return (
			(await this.#guardedUser(request, ids)) ??
			(await this.#guardedGroup(request, ids)) ??
			(await this.#guardedApp(named, ids))
		);
	}

	async #guardedUser(request: OktaRequest, ids: Named['ids']): Promise<Guarded | undefined> {
		if (!this.#guards.guardsUsers) return undefined;
		if (namesUserElsehow(request))
			throw new UserError('the request names a user otherwise than by ID');
		const others = otherUsersIn(request, this.okta.origin);
		const found = await Promise.all(others.map(async (one) => await this.#guards.userIdOf(one)));
		for (const id of [...ids.values(), ...found].filter(isUserId)) {
			const guarded = await this.#guards.user(id);
			if (guarded) return guarded;
		}
		return undefined;
	}

	async #guardedGroup({ path }: OktaRequest, ids: Named['ids']): Promise<Guarded | undefined> {
		if (!this.#guards.guardsGroups) return undefined;
		if (/\/identity-sources\/[^/]+\/(groups\b|sessions\/[^/]+\/bulk-group)/i.test(path)) {
			throw new UserError('the request names a group otherwise than by ID');
		}
		for (const id of ids.values()) {
			const guarded = await this.#guards.group(id);
			if (guarded) return guarded;
		}
		return undefined;
	}

	async #guardedApp(named: Named, ids: Named['ids']): Promise<Guarded | undefined> {
		if (!this.#guards.guardsApps) return undefined;
		for (const id of ids.values()) {
			const guarded = await this.#guards.app(id);
			if (guarded) return guarded;
		}
		const client = after(named.segments, 'clients');
		return client === undefined || appId.test(client)
			? undefined
			: await this.#guards.client(client);
	}

	/** A change of a group rule changes who is in its groups. */
	async #withRule(named: Named): Promise<Pick<Named, 'ids'>> {
		const rule = after(named.segments, 'rules');
		const isOne = rule !== undefined && after(named.segments, 'groups') === 'rules';
		if (!isOne || !(this.#guards.guardsUsers || this.#guards.guardsGroups)) return named;
		const about = JSON.stringify(await this.#guards.rule(rule));
		return { ids: new Map([...named.ids, ...idsIn(about)]) };
	}

	/** Every run asks, so that it is asked at little cost first: whether there is reason to look closer. */
	#mayNameOwnApp({ path, query, body }: OktaRequest): boolean {
		if (!this.protection.ownApp) return false;
		const clientId = this.okta.signIn.clientId();
		const said = path + (query ? JSON.stringify(query) : '') + (body ? JSON.stringify(body) : '');
		return !appId.test(clientId) || said.includes(clientId) || /[%&\\]/.test(said);
	}

	/** The client ID is the app's ID, unless whoever created the app chose another. */
	async #namesOwnApp({ text, segments }: Named): Promise<boolean> {
		const clientId = this.okta.signIn.clientId();
		const literal = clientId.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
		const isWord = new RegExp(`(?<![\\w-])${literal}(?![\\w-])`, 'i');
		if (isWord.test(text)) return true;
		if (appId.test(clientId)) return false;
		const app = after(segments, 'apps');
		return app !== undefined && (await this.#guards.clientOf(app)) === clientId;
	}
}

/** The org for one item, whose writes are looked at before they go on. */
class Fenced extends OktaThrough {
	constructor(
		okta: OktaOfItem,
		private readonly fence: Fence,
	) {
		super(okta);
	}

	override readonly regardless = () => new Fenced(this.okta.regardless(), this.fence);

	override readonly send = async (request: OktaRequest): Promise<OktaReply> => {
		if (request.method !== 'GET') {
			const { made, unknown } = this.changes;
			await this.fence.check(request, made.length === 0 && unknown === 0);
		}
		return await this.okta.send(request);
	};
}

function unreadable(): UserError {
	return new UserError('the request is encoded in a way that nobody can read');
}

/** Okta's own IDs of apps, which client IDs are unless somebody chose them. */
const appId = /^0oa[A-Za-z0-9]{17}$/;

function ownApp(clientId: string): Guarded {
	return {
		object: { type: 'app', id: clientId, name: '' },
		rule: 'the service app of this credential, without which no workflow could sign in',
	};
}

/** The part of a path that comes after a word. */
function after(segments: readonly string[], word: string): string | undefined {
	const at = segments.findIndex((segment) => segment.toLowerCase() === word);
	return at === -1 ? undefined : segments[at + 1];
}

/**
 * Universal Logout takes a user's email address as well, and subjects of other issuers; an identity source
 * calls people by IDs of its own.
 */
function namesUserElsehow({ path, body }: OktaRequest): boolean {
	if (/\/identity-sources\//i.test(path)) return true;
	if (!/global-token-revocation/i.test(path)) return false;
	return !/"format"\s*:\s*"opaque"/.test(JSON.stringify(body ?? ''));
}

/** What can't be read protects nobody, so nothing is changed. */
function undecided(error: unknown): never {
	const isAnswer =
		isRefusal(error, 400, 403, 404) ||
		(error instanceof UserError && !(error instanceof WaitTooLong));
	if (!isAnswer) throw error;
	const { message, description } = error;
	throw new UserError(`It cannot be found out whether this is protected: ${message}`, {
		description: ['The request was not sent.', description].filter(Boolean).join('\n'),
	});
}
