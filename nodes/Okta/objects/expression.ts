/** A string value of Okta's `search` and `filter` expressions. */
export function quote(value: string): string {
	return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Expressions of which any one will do, as one term; empty when there are none. */
export function anyOf(alternatives: readonly string[]): string {
	return alternatives.length > 1 ? `(${alternatives.join(' or ')})` : (alternatives[0] ?? '');
}
