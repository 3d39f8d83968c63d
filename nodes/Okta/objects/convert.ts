import { UserError } from 'n8n-workflow';

import { text } from '../transport/json';

/** `a, b` becomes `['a', 'b']`; an array, from an expression, stays one. */
export function commaSeparated(value: unknown): string[] {
	const parts = Array.isArray(value) ? value.map(String) : String(value).split(',');
	return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A switch that stands for one word: the word when it is on, nothing when it is off. */
export function whenOn(word: string): (value: unknown) => string | undefined {
	return (value) => (value === true ? word : undefined);
}

/** Text as it is; an object, which an expression leads to more easily, as the JSON it is. */
export function textOrJson(value: unknown): string {
	return typeof value === 'object' && value !== null ? JSON.stringify(value) : text(value);
}

/**
 * A point in time as Okta takes it, in UTC with milliseconds.
 *
 * @param value - ISO 8601, or a Date from an expression
 * @param label - what the form calls the field
 * @throws UserError when it is neither
 */
export function toIsoDate(value: unknown, label: string): string {
	const time = value instanceof Date ? value.getTime() : Date.parse(text(value));
	if (!Number.isNaN(time)) return new Date(time).toISOString();
	throw new UserError(`"${label}" is not a date`, {
		description: 'Nothing was sent to Okta. Dates look like 2026-01-31 or 2026-01-31T08:00:00Z.',
	});
}
