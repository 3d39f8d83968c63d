import type { IDataObject } from 'n8n-workflow';

import { unlessAssigned } from '../../objects/appUsers';
import { findObject, sendForObject } from '../../transport/answers';
import { isEmpty, isObject } from '../../transport/json';
import { fillPath } from '../../transport/path';
import { hasCode, toError } from '../../transport/refusals';
import type { Okta, OktaRequest } from '../../transport/types';
import { loginOf } from '../../objects/logins';
import { type AppOfPerson, named } from './person';
import { type Looks, unlessGone } from './restoration';
import type { Work } from './work';

/** Assigns the apps a user had personally, with what the profile in each held. */
export async function giveBackApps(
	work: Work,
	apps: readonly AppOfPerson[],
	looks: Looks,
): Promise<void> {
	const { okta, journal, person, user } = work;
	const now = await journal.read('apps', async () => await person.apps());
	if (!now) return;
	let missing = 0;
	for (const app of apps) {
		const what = named(app.label, app.id);
		const path = fillPath('/api/v1/apps/{appId}/users', () => app.id);
		const assigned = now.find(({ id }) => id === app.id);
		const profile = lacking(app.profile, assigned?.profile ?? {});
		if (assigned && Object.keys(profile).length === 0) continue;
		missing++;
		const request: OktaRequest = assigned
			? { method: 'POST', path: `${path}/${person.id}`, repeat: 'harmless' }
			: { method: 'POST', path, body: assignment(app, user), repeat: unlessAssigned };
		let lost = '';
		await work.change('apps', what, request, {
			id: app.id,
			unlessSo: unlessGone('The app is gone.'),
			work: async () => (lost = await sendProfile(okta, request, profile)),
		});
		const entry = journal.steps.at(-1);
		if (entry?.outcome === 'done') entry.why = lost;
	}
	if (missing === 0) await journal.add('apps', 'nothing to do');
	looks['apps'] = async () => {
		const listed = (await person.apps()).map(({ id }) => id);
		const wrong: string[] = [];
		for (const { id } of apps) {
			if (!listed.includes(id) && !(await isAssigned(okta, id, person.id))) wrong.push(id);
		}
		return wrong;
	};
}

function assignment({ userName }: AppOfPerson, user: IDataObject): IDataObject {
	const isOwnName = userName !== '' && userName !== loginOf(user);
	return {
		id: user['id'],
		scope: 'USER',
		...(isOwnName && { credentials: { userName } }),
	};
}

/**
 * Sends a request with a profile for an app, and without what Okta refuses of that: what it maps from
 * the user it takes from nobody else, and what the app has no more, neither.
 *
 * @returns what was left out and is not so, and why
 */
async function sendProfile(okta: Okta, request: OktaRequest, wanted: IDataObject): Promise<string> {
	let profile = wanted;
	let why = '';
	for (;;) {
		const names = Object.keys(profile);
		const body: IDataObject = {
			...(isObject(request.body) && request.body),
			...(names.length > 0 && { profile }),
		};
		if (names.length === 0 && request.repeat === 'harmless') return why;
		const answer = await sendForObject(okta, { ...request, body }).catch(toError);
		if (!(answer instanceof Error)) {
			const lost = Object.keys(different(wanted, answer['profile']));
			return lost.length > 0 ? `Without ${lost.join(', ')}. ${why}`.trim() : '';
		}
		if (names.length === 0 || !hasCode(answer, ['E0000075', 'E0000001'])) throw answer;
		why = answer.message;
		const words = `${answer.message} ${answer.description ?? ''}`.split(/\W+/);
		const refused = names.filter((name) => words.includes(name));
		profile = Object.fromEntries(
			Object.entries(profile).filter(([name]) => refused.length > 0 && !refused.includes(name)),
		);
	}
}

/** What of a profile is there no more. */
function lacking(profile: IDataObject, now: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.entries(profile).filter(([name, value]) => !isEmpty(value) && isEmpty(now[name])),
	);
}

function different(profile: IDataObject, now: unknown): IDataObject {
	const held = isObject(now) ? now : {};
	return Object.fromEntries(
		Object.entries(profile).filter(
			([name, value]) => JSON.stringify(held[name]) !== JSON.stringify(value),
		),
	);
}

async function isAssigned(okta: Okta, appId: string, userId: string): Promise<boolean> {
	const path = fillPath('/api/v1/apps/{appId}/users/{userId}', (name) =>
		name === 'appId' ? appId : userId,
	);
	const assignment = await findObject(okta, path);
	return assignment?.['scope'] === 'USER';
}
