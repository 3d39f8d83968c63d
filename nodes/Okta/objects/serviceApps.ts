import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** Okta's reference has the list bare, earlier ones and its SDK have it in an object, as a JWKS. */
export const keyList = { rowsIn: 'keys', orBare: true };

/** Only apps of this name can be service apps; which of them are, Okta doesn't filter by. */
export const oauthApps = 'name eq "oidc_client"';

/** Whether an app is one of type API Services. */
export function isServiceApp({ settings }: IDataObject): boolean {
	const { oauthClient } = isObject(settings) ? settings : {};
	return isObject(oauthClient) && oauthClient['application_type'] === 'service';
}

/** The client ID of an app as Okta shows it; empty when it is no OAuth app. */
export function clientIdIn({ credentials }: IDataObject): string {
	const { oauthClient } = isObject(credentials) ? credentials : {};
	return isObject(oauthClient) ? text(oauthClient['client_id']) : '';
}
