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
