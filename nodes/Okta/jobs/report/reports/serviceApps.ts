import type { IDataObject } from 'n8n-workflow';

import { at, named, usual } from '../../../export/columns';
import { readEach } from '../../../export/merge';
import { collectChildren } from '../../../export/read/children';
import { neverNone } from '../../../export/read/neverNone';
import { clientIdIn, isServiceApp, keyList, oauthApps } from '../../../objects/serviceApps';
import { text } from '../../../transport/json';
import { estimateServiceApps } from '../estimate/others';
import { lastTokenOf, LOG_DAYS, notWithin } from '../log';
import { DAY, type Report, type ReportReading } from '../report';

export const serviceApps: Report = {
	name: 'Service Apps',
	value: 'serviceApps',
	description:
		'One row per service app and key: granted scopes, admin roles, how old the key is, and when Okta last granted it a token. API tokens have a report of their own.',
	routes: [
		'GET /api/v1/apps',
		'GET /api/v1/apps/{appId}/grants',
		'GET /api/v1/apps/{appId}/credentials/jwks',
		'GET /oauth2/v1/clients/{clientId}/roles',
		'GET /api/v1/logs',
	],
	scope: 'okta.apps.read',
	alsoScopes: ['okta.appGrants.read', 'okta.roles.read', 'okta.logs.read'],
	columns: [
		...usual([
			named('appId', 'app', 'id'),
			named('appLabel', 'app', 'label'),
			named('status', 'app', 'status'),
			named('clientId', 'app', 'credentials', 'oauthClient', 'client_id'),
			named('authentication', 'app', 'credentials', 'oauthClient', 'token_endpoint_auth_method'),
			named('dpop', 'app', 'settings', 'oauthClient', 'dpop_bound_access_tokens'),
			named('scopes', 'report', 'scopes'),
			named('roles', 'report', 'roles'),
			named('keyId', 'key', 'kid'),
			named('keyStatus', 'key', 'status'),
			named('keyCreated', 'key', 'created'),
			named('keyDays', 'keyDays'),
			named('lastToken', 'report', 'lastToken'),
			named('token', 'report', 'token'),
			named('derived', 'derived'),
		]),
		named('keysAt', 'app', 'settings', 'oauthClient', 'jwks_uri'),
		named('created', 'app', 'created'),
		named('lastUpdated', 'app', 'lastUpdated'),
	],
	asks: [],
	estimate: estimateServiceApps,
	read: readServiceApps,
};

async function* readServiceApps(reading: ReportReading): AsyncGenerator<IDataObject[]> {
	const { okta, now } = reading;
	yield* readEach(listServiceApps(reading), okta.parallel, async function* (app) {
		const grants = await collectChildren(okta, '/api/v1/apps/{id}/grants', app);
		const keys = await collectChildren(okta, '/api/v1/apps/{id}/credentials/jwks', app, keyList);
		const clientId = clientIdIn(app);
		const roles = await collectChildren(okta, '/oauth2/v1/clients/{id}/roles', { id: clientId });
		if (!grants || !keys || !roles) return;
		const lastToken = await lastTokenOf(reading, app, clientId);
		const report = {
			scopes: grants.map(({ scopeId }) => text(scopeId)).toSorted(),
			roles: roles.map(({ label, type }) => text(label) || text(type)).toSorted(),
			lastToken,
			token: lastToken === null ? notWithin(LOG_DAYS) : `in ${LOG_DAYS} days`,
		};
		yield (keys.length > 0 ? keys : [null]).map((key) => {
			const age = key && ageOf(key, now);
			const derived = ['lastToken from the System Log', ...(age === null ? [] : [AGE])];
			return { app, key, report, keyDays: age, derived };
		});
	});
}

const AGE = 'keyDays from keyCreated';

/** What Okta has no filter for is filtered here. */
async function* listServiceApps({ okta, progress }: ReportReading) {
	const request = { method: 'GET', path: '/api/v1/apps', query: { filter: oauthApps } } as const;
	for await (const page of neverNone('app', okta.pages(request, { pageSize: 200 }))) {
		const found = page.filter(isServiceApp);
		progress.sees(found.length);
		yield found;
	}
}

/** Whole days since a key was made; null where Okta does not say. */
function ageOf(key: IDataObject, now: number): number | null {
	const created = Date.parse(text(at(key, ['created'])));
	return Number.isNaN(created) ? null : Math.max(0, Math.floor((now - created) / DAY));
}
