import { readOrgUrl } from './domain';
import { ServiceAppError } from './errors';

/** Where n8n's helpers keep the address: `uri` is the older form, used by the HTTP Request node. */
export interface Addressed {
	url?: string;
	uri?: string;
	baseURL?: string;
}

/**
 * The absolute URL of a request. It must belong to the org: a token of ours is sent nowhere else,
 * whatever a link in an answer or a parameter of a workflow says.
 *
 * @throws ServiceAppError when it does not
 */
export function requestUrl(orgUrl: string, request: Addressed): URL {
	const address = request.url ?? request.uri ?? '';
	const base = request.baseURL ? readOrgUrl(request.baseURL) : orgUrl;
	const absolute = /^[a-z][a-z0-9+.-]*:/i.test(address) ? address : `${base}${slashed(address)}`;

	if (!URL.canParse(absolute)) {
		throw new ServiceAppError('This is not a URL', `Write it in full, beginning with ${orgUrl}/.`);
	}
	const url = new URL(absolute);
	if (url.origin !== orgUrl || url.username !== '' || url.password !== '') {
		throw new ServiceAppError(
			`This credential is for ${orgUrl} only`,
			`A request to ${url.origin} was not sent. Correct its URL, or use a credential of that org.`,
		);
	}
	return url;
}

function slashed(address: string): string {
	return address.startsWith('/') ? address : `/${address}`;
}
