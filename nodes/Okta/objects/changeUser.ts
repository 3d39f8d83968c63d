import { type IDataObject, UserError } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { isObject, text } from '../transport/json';
import { fillPath } from '../transport/path';
import type { Okta, OktaRequest } from '../transport/types';
import { whileIn } from './findLost';
import { notTaken, toldNotTaken } from './held';
import { isDeactivated } from './users';

/** What to do with a user who is deactivated. */
export interface OfDeactivated {
	/** `leave`, `reactivate` or `refuse`. */
	choice: string;
	/** Whether Okta emails a user who is reactivated a link to sign in. */
	sendEmail: boolean;
}

/**
 * Sends the request, which creates a user, unless there is one already; that one is changed where
 * its profile differs, if it is to be. The output says under `outcome` which of it happened.
 *
 * @param wanted - the profile as it is to be; none leaves a user who exists alone
 */
export async function createOrUpdate(
	okta: Okta,
	request: OktaRequest,
	existing: IDataObject | undefined,
	wanted: IDataObject | undefined,
	ofDeactivated: OfDeactivated,
): Promise<IDataObject[]> {
	if (!existing) return [held(request, await sendForObject(okta, request), 'created')];
	if (!wanted) return [{ ...existing, outcome: 'unchanged' }];
	const path = fillPath('/api/v1/users/{userId}', () => text(existing['id']));
	const changes = differences(existing['profile'], wanted);
	const update: OktaRequest = {
		method: 'POST',
		path,
		body: { profile: changes },
		repeat: 'harmless',
	};
	const isSame = Object.keys(changes).length === 0;
	if (isDeactivated(existing) && (await isReactivated(okta, path, existing, ofDeactivated))) {
		const next = isSame ? ({ method: 'GET', path } as const) : update;
		return [held(update, await sendForObject(okta, next), 'reactivated')];
	}
	if (isSame) return [isDeactivated(existing) ? left(existing) : unchanged(existing)];
	const updated = await sendForObject(okta, update);
	return [held(update, updated, changedAnything(changes, existing, updated) ? 'updated' : '')];
}

/**
 * Sends a request that changes a user, whom it activates first if that is what to do with one who is
 * deactivated. The output says under `outcome` what happened.
 */
export async function changeUser(
	okta: Okta,
	request: OktaRequest,
	ofDeactivated: OfDeactivated,
): Promise<IDataObject[]> {
	const { path } = request;
	let outcome = '';
	if (ofDeactivated.choice === 'reactivate' || ofDeactivated.choice === 'refuse') {
		const user = await sendForObject(okta, { method: 'GET', path });
		if (isDeactivated(user) && (await isReactivated(okta, path, user, ofDeactivated))) {
			outcome = 'reactivated';
		}
	}
	const updated = await sendForObject(okta, request);
	const sent = profileIn(request);
	const missed = notTaken(sent, updated['profile']).length;
	// Credentials and the like don't show in the answer.
	const hasOthers = Object.keys(isObject(request.body) ? request.body : {}).some(isNotProfile);
	const isChanged = isDeactivated(updated)
		? missed === 0
		: missed < Object.keys(sent).length || hasOthers;
	return [held(request, updated, outcome || (isChanged ? 'updated' : ''))];
}

const isNotProfile = (name: string): boolean => name !== 'profile';

/** @throws UserError when somebody who is deactivated is to be refused */
async function isReactivated(
	okta: Okta,
	path: string,
	user: IDataObject,
	{ choice, sendEmail }: OfDeactivated,
): Promise<boolean> {
	if (choice === 'refuse') {
		const profile = isObject(user['profile']) ? user['profile'] : {};
		throw new UserError(`The user ${text(profile['login'])} is deactivated`, {
			description:
				'Nothing was changed. Choose Reactivate under If Deactivated if people who come back are to have their account again.',
		});
	}
	if (choice !== 'reactivate') return false;
	await okta.send({
		method: 'POST',
		path: `${path}/lifecycle/activate`,
		query: { sendEmail },
		repeat: whileIn(['STAGED', 'DEPROVISIONED']),
		answer: 'objectOrNothing',
	});
	return true;
}

/**
 * The user as Okta answered, and what became of the request.
 *
 * @param outcome - empty where the answer has nothing of what was sent
 */
function held(request: OktaRequest, user: IDataObject, outcome: string): IDataObject {
	const missed = toldNotTaken(notTaken(profileIn(request), user['profile']));
	if (outcome !== '') return { ...user, outcome, ...missed };
	return { ...(isDeactivated(user) ? left(user) : unchanged(user)), ...missed };
}

const unchanged = (user: IDataObject): IDataObject => ({ ...user, outcome: 'unchanged' });

const left = (user: IDataObject): IDataObject => ({
	...user,
	outcome: 'leftDeactivated',
	reason:
		'The user is deactivated, and Okta changes nothing of deactivated users. If Deactivated: Reactivate activates them first.',
});

function profileIn({ body }: OktaRequest): IDataObject {
	const profile = isObject(body) ? body['profile'] : undefined;
	return isObject(profile) ? profile : {};
}

/** Only what differs: an attribute kept by AD or HR is refused even if it stays the same. */
function differences(current: unknown, wanted: IDataObject): IDataObject {
	const profile = isObject(current) ? current : {};
	return Object.fromEntries(
		Object.entries(wanted).filter(([name, value]) => differ(profile[name], value)),
	);
}

/** Whether the answer has another value than before for anything that was to change. */
function changedAnything(changes: IDataObject, before: IDataObject, after: IDataObject): boolean {
	const [then, now] = [before['profile'], after['profile']];
	if (!isObject(now)) return true;
	return Object.keys(changes).some((name) => differ(isObject(then) ? then[name] : null, now[name]));
}

function differ(one: unknown, other: unknown): boolean {
	return JSON.stringify(one ?? null) !== JSON.stringify(other ?? null);
}
