import { malformedBody, validationFailed } from '../errors';
import { OktaError, type Call, type Reply } from '../route';
import type { Json } from './model';

export type JsonObject = Readonly<Record<string, Json>>;

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The body, which has to be a JSON object: E0000003 otherwise. */
export function bodyOf({ body }: Call): JsonObject {
	if (!isObject(body)) throw malformedBody();
	return body;
}

/** A member that has to be an object when it is there; an empty one otherwise. */
export function objectIn(body: JsonObject, name: string): JsonObject {
	const value = body[name] ?? {};
	if (!isObject(value)) throw malformedBody();
	return value;
}

export function textIn(body: JsonObject, name: string): string | undefined {
	const value = body[name] ?? undefined;
	if (value !== undefined && typeof value !== 'string') throw malformedBody();
	return value;
}

/** A text that has to be there and not empty. */
export function requiredText(body: JsonObject, name: string): string {
	const value = textIn(body, name);
	if (!value) throw validationFailed(name, `${name}: The field cannot be left blank`);
	return value;
}

export function textsIn(body: JsonObject, name: string): string[] {
	const value = body[name] ?? [];
	if (!Array.isArray(value)) throw malformedBody();
	return value.map((item) => {
		if (typeof item !== 'string') throw malformedBody();
		return item;
	});
}

/** A query parameter that is `true` or `false`. */
export function flag({ query }: Call, name: string, absent: boolean): boolean {
	const value = query.get(name);
	if (value === null || value === '') return absent;
	if (value !== 'true' && value !== 'false')
		throw new OktaError({
			status: 400,
			errorCode: 'E0000037',
			errorSummary: 'Type mismatch exception.',
			errorCauses: [`${name}: a boolean is expected`],
		});
	return value === 'true';
}

/** A path parameter. */
export const param = ({ params }: Call, name: string): string => params[name] ?? '';

export const ok = (body: unknown, headers?: Reply['headers']): Reply => ({
	status: 200,
	headers,
	body,
});
export const created = (body: unknown): Reply => ({ status: 201, body });
export const noContent = (): Reply => ({ status: 204 });
