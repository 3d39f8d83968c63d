import type { IDataObject } from 'n8n-workflow';

import { sendForObject } from '../transport/answers';
import { canonical, isObject, merge, text } from '../transport/json';
import type { Okta } from '../transport/types';
import { notTaken, toldNotTaken } from './held';
import { without } from './rows';

/** ID of the policy that says how people sign in to an app; empty where there is none. */
export function accessPolicyOf({ _links: links }: IDataObject): string {
	const link = isObject(links) ? links['accessPolicy'] : undefined;
	const href = isObject(link) ? text(link['href']) : '';
	return href.slice(href.lastIndexOf('/') + 1);
}

/**
 * Writes an app with some of its settings changed. Okta only replaces whole apps, so what is to stay
 * is sent, too. Nothing is sent if nothing would change. What happened stands under `outcome`.
 *
 * @param app - as just read from Okta, at `path`
 * @param changes - in Okta's shape; members of objects are changed one by one, lists as a whole
 */
export async function changeApp(
	okta: Pick<Okta, 'send'>,
	app: IDataObject,
	path: string,
	changes: IDataObject,
): Promise<IDataObject> {
	const before = writable(app);
	const body = merge(before, changes);
	if (canonical(body) === canonical(before)) return { ...app, outcome: 'unchanged' };
	const answer = await sendForObject(okta, { method: 'PUT', path, body });
	const missed = notTaken(without(changes, ['credentials.password']), answer);
	return { ...answer, outcome: 'updated', ...toldNotTaken(missed) };
}

/** What Okta takes back of an app it sent. */
const taken = [
	'name',
	'label',
	'signOnMode',
	'accessibility',
	'visibility',
	'licensing',
	'credentials',
	'settings',
	'profile',
	'universalLogout',
];

function writable(app: IDataObject): IDataObject {
	const kept = Object.fromEntries(Object.entries(app).filter(([name]) => taken.includes(name)));
	// A password is shown as an empty object, and sent so it would be none.
	const open = without(kept, [
		...(isObject(app['credentials']) ? ['credentials.password'] : []),
		...(isObject(app['settings']) ? ['settings.emOptInStatus'] : []),
		...(isOffered(app['universalLogout']) ? [] : ['universalLogout']),
	]);
	// Okta shows no sign-on mode of some apps of its catalogue, and asks for one nevertheless.
	return withoutNulls({ ...open, signOnMode: app['signOnMode'] ?? 'AUTO_LOGIN' });
}

const isOffered = (logout: unknown) => isObject(logout) && logout['status'] !== 'UNSUPPORTED';

/** Okta shows null for what has no value, and takes its absence for the same. */
function withoutNulls(object: IDataObject): IDataObject {
	const entries = Object.entries(object).filter(([, value]) => value !== null);
	return Object.fromEntries(
		entries.map(([name, value]) => [name, isObject(value) ? withoutNulls(value) : value]),
	);
}
