import { ServiceAppError } from './errors';
import { readable, readableText } from './legible';

/** What a request carries beside its URL and headers, by the names that n8n's two helpers have for it. */
export interface Carried {
	method?: string;
	qs?: unknown;
	body?: unknown;
	form?: unknown;
	formData?: unknown;
}

type Headers = Readonly<Record<string, unknown>>;
type Place = 'path' | 'query' | 'headers' | 'body';

/** Okta's IDs are as long as this, letters and digits: `00u…` users, `00g…` groups, `0oa…` apps. */
const ID = /^[A-Za-z0-9]{20}$/;

/** The same of a user, in lower case. */
const USER_ID = /^00u[a-z0-9]{17}$/;

const CURE = 'Somebody who may edit the credential can change its list of protected IDs.';

/**
 * The IDs that no request of the credential may change or name.
 *
 * @throws ServiceAppError when the list holds anything else; it is not quoted, since it may be a key
 */
export function readProtectedIds(list: unknown): string[] {
	if (list === undefined || list === '') return [];
	const entries = typeof list === 'string' ? list.split(/[\s,;"'[\]]+/).filter(Boolean) : [''];
	const wrong = entries.findIndex((entry) => !ID.test(entry));
	if (wrong === -1) return entries;
	throw new ServiceAppError(
		`Entry ${String(wrong + 1)} of Protected IDs is not an ID of Okta`,
		'An ID has 20 letters and digits, such as 00u1b2c3d4e5f6g7h8i9. Logins, e-mail addresses and names are none: look up the ID, for example by User: Get, or in the address of the object’s page in the Okta Admin Console.',
	);
}

/**
 * Lets a request pass that only reads, or that names no protected ID. Case makes no difference: of a
 * list that was typed in another one, nothing else would be noticed.
 *
 * @param list the credential's field
 * @param url absolute, as it will be sent
 * @param headers those that are sent, without what the credential adds
 * @throws ServiceAppError when it names one, when that cannot be found out, or when it names a user
 * otherwise than by ID
 */
export function checkProtectedIds(
	list: unknown,
	carried: Carried,
	url: URL,
	headers: Headers,
): void {
	const ids = readProtectedIds(list);
	if (ids.length === 0 || isRead(carried, headers)) return;

	const path = readableText(url.pathname) ?? unreadable('path');
	refuseNamed(ids, path, 'path');
	refuseOtherNames(path);
	refuseNamed(ids, readableText(url.search) ?? unreadable('query'), 'query');
	refuseNamed(ids, readable(carried.qs) ?? unreadable('query'), 'query');
	refuseNamed(ids, readable(headers) ?? unreadable('headers'), 'headers');
	if (isOpaque(carried, headers)) unreadable('body');
	refuseNamed(ids, readable([carried.body, carried.form]) ?? unreadable('body'), 'body');
}

/** RFC 9110 §9.2.1, as far as it is about data; an override makes anything of it. */
function isRead({ method = 'GET' }: Carried, headers: Headers): boolean {
	if (!/^(GET|HEAD)?$/i.test(method)) return false;
	return !Object.keys(headers).some((name) => /^x-(http-)?method(-override)?$/i.test(name));
}

/** Whether a body arrives as something else than the text that is looked into. */
function isOpaque({ formData, body, form }: Carried, headers: Headers): boolean {
	if (formData !== undefined) return true;
	if (body === undefined && form === undefined) return false;
	return Object.entries(headers).some(([name, value]) => {
		const told = String(value);
		if (/^content-encoding$/i.test(name)) return !/^(identity)?$/i.test(told);
		if (!/^content-type$/i.test(name)) return false;
		return /multipart/i.test(told) || /charset\s*=(?!\s*"?(utf-?8|us-ascii)\b)/i.test(told);
	});
}

function refuseNamed(ids: readonly string[], text: string, place: Place): void {
	const named = ids.find((id) => text.includes(id.toLowerCase()));
	if (named === undefined) return;
	throw new ServiceAppError(
		`The credential protects ${named} from changes`,
		`The request was not sent: it names this ID in its ${place}. ${CURE}`,
	);
}

/** Okta takes a login for an ID: a user's place in a path has to hold an ID, or nobody knows whose. */
function refuseOtherNames(path: string): void {
	const segments = path
		.split(/[/\\]/)
		.map((segment) => segment.replace(/;.*/, ''))
		.filter((segment) => segment !== '');
	if (segments.some((segment) => /^\.{1,2}$/.test(segment))) unreadable('path');

	const users = segments.filter(
		(_, at) => segments[at - 1] === 'users' || segments[at - 2] === 'linkedobjects',
	);
	if (users.every((user) => USER_ID.test(user))) return;
	throw new ServiceAppError(
		'While it protects IDs, the credential changes users by their ID only',
		`The request was not sent: its path names a user by login, which may be a protected one’s. Get the user first (User: Get takes a login), and use the id it puts out. ${CURE}`,
	);
}

function unreadable(place: Place): never {
	throw new ServiceAppError(
		`The ${place} cannot be searched for protected IDs`,
		`The request was not sent. While the credential protects IDs, what it sends has to be JSON, text or an URL-encoded form in UTF-8: no files, no multipart form, nothing compressed or encoded many times. ${CURE}`,
	);
}
