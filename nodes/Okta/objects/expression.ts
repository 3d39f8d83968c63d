import { UserError } from 'n8n-workflow';

/** A string value of Okta's `search` and `filter` expressions. */
export function quote(value: string): string {
	return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Expressions of which any one will do, as one term; empty when there are none. */
export function anyOf(alternatives: readonly string[]): string {
	return alternatives.length > 1 ? `(${alternatives.join(' or ')})` : (alternatives[0] ?? '');
}

/**
 * An expression that somebody typed as one term, whatever it is joined with: a bracket it closes
 * without having opened it would end the term, and let what is joined count for a part of it only.
 *
 * @throws UserError when brackets or quotes don't match
 */
export function asTerm(typed: string): string {
	const open: string[] = [];
	// A text in quotes as a whole, or without its end; or one bracket.
	for (const [token] of typed.matchAll(/"(?:[^"\\]|\\.)*(?:"|\\?$)|[()[\]]/gs)) {
		if (token.startsWith('"')) {
			if (!/^"(?:[^"\\]|\\.)*"$/s.test(token))
				throw unbalanced(typed, 'A text has no closing quote');
		} else if (token === '(' || token === '[') {
			open.push(token === '(' ? ')' : ']');
		} else if (open.pop() !== token) {
			throw unbalanced(typed, `A "${token}" closes nothing`);
		}
	}
	const left = open.pop();
	if (left !== undefined) throw unbalanced(typed, `A "${left}" is missing`);
	return `(${typed})`;
}

function unbalanced(typed: string, what: string): UserError {
	return new UserError(`${what} in the expression: ${typed}`, {
		description:
			'Nothing was sent to Okta. Brackets and quotes have to match, because the expression is joined with the conditions of the form.',
	});
}
