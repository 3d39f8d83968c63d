import { validationFailed } from '../errors';
import { isObject, type JsonObject, requiredText, textIn } from './request';

/** A header of the requests to a receiver. */
export interface Header {
	key: string;
	value: string;
}

/** HTTPS only; plain HTTP is taken for 127.0.0.1, where a practice org has its receivers. */
export function uriIn(config: JsonObject, longest = Infinity): string {
	const uri = requiredText(config, 'uri');
	const url = URL.canParse(uri) ? new URL(uri) : undefined;
	const isLocal = url?.protocol === 'http:' && url.hostname === '127.0.0.1';
	if (url?.protocol !== 'https:' && !isLocal)
		throw validationFailed('uri', 'uri: An absolute HTTPS URL is needed');
	if (uri.length > longest)
		throw validationFailed('uri', `uri: The field is too long, at most ${longest} characters`);
	return uri;
}

export function headersIn(config: JsonObject): Header[] {
	const headers = config.headers ?? [];
	if (!Array.isArray(headers)) throw validationFailed('headers', 'headers: A list is expected');
	return headers.map((header) => {
		if (!isObject(header)) throw validationFailed('headers', 'headers: key and value are needed');
		return { key: requiredText(header, 'key'), value: requiredText(header, 'value') };
	});
}

/** The header by which the receiver knows who is calling. */
export function schemeIn(scheme: JsonObject, before?: Header): Header | undefined {
	if (Object.keys(scheme).length === 0) return undefined;
	if (requiredText(scheme, 'type') !== 'HEADER')
		throw validationFailed('authScheme.type', 'authScheme.type: Only HEADER is supported');
	const key = requiredText(scheme, 'key');
	// The value can't be read back, so an update may leave it as it is.
	const value = textIn(scheme, 'value') ?? before?.value;
	if (!value) throw validationFailed('value', 'authScheme.value: The field cannot be left blank');
	return { key, value };
}
