import { text, type Json, type Profile } from './model';

/** What an expression of a group rule looks at. */
export interface Subject {
	profile: Profile;
	/** Of the user's groups. */
	groupIds: () => readonly string[];
	groupNames: () => readonly string[];
}

export type Condition = (subject: Subject) => boolean;

/** An expression the org can't read. */
export class ExpressionError extends Error {}

type Operand = (subject: Subject) => Json;

const TOKEN =
	/\s*(?:("(?:[^"\\]|\\.)*"|'[^']*')|(-?\d+(?:\.\d+)?)|(==|!=|&&|\|\||[(),!])|([A-Za-z_][\w.]*))/y;

/** Conditions Okta's expression language has functions for. */
const FUNCTIONS: Readonly<Record<string, (subject: Subject, values: readonly Json[]) => boolean>> =
	{
		'String.startsWith': (_subject, [whole, part]) => asText(whole).startsWith(asText(part)),
		'String.stringContains': (_subject, [whole, part]) => asText(whole).includes(asText(part)),
		isMemberOfAnyGroup: ({ groupIds }, ids) => ids.some((id) => groupIds().includes(asText(id))),
		isMemberOfGroup: ({ groupIds }, ids) => ids.some((id) => groupIds().includes(asText(id))),
		isMemberOfGroupName: ({ groupNames }, names) =>
			names.some((name) => groupNames().includes(asText(name))),
		isMemberOfGroupNameStartsWith: ({ groupNames }, parts) =>
			groupNames().some((name) => parts.some((part) => name.startsWith(asText(part)))),
		isMemberOfGroupNameContains: ({ groupNames }, parts) =>
			groupNames().some((name) => parts.some((part) => name.includes(asText(part)))),
	};

const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/**
 * Reads what group rules use of Okta's expression language: `user.attribute`, text, numbers and
 * booleans compared with `==` and `!=`, the functions above, joined by `AND`, `OR` and `!`.
 *
 * @throws ExpressionError for anything else.
 */
export function readExpression(source: string): Condition {
	const reader = new Reader(source);
	const condition = reader.either();
	reader.end();
	return condition;
}

class Reader {
	readonly #tokens: string[] = [];
	#next = 0;

	constructor(source: string) {
		TOKEN.lastIndex = 0;
		const whole = source.trim();
		while (TOKEN.lastIndex < whole.length) {
			const at = TOKEN.lastIndex;
			const token = TOKEN.exec(whole)?.[0].trim();
			if (token === undefined) throw new ExpressionError(`Unexpected text at position ${at}`);
			this.#tokens.push(token);
		}
	}

	either(): Condition {
		const conditions = [this.#both()];
		while (this.#accept('or', '||')) conditions.push(this.#both());
		return (subject) => conditions.some((condition) => condition(subject));
	}

	end(): void {
		if (this.#peek() !== undefined) throw new ExpressionError(`Unexpected '${this.#peek() ?? ''}'`);
	}

	#both(): Condition {
		const conditions = [this.#single()];
		while (this.#accept('and', '&&')) conditions.push(this.#single());
		return (subject) => conditions.every((condition) => condition(subject));
	}

	#single(): Condition {
		if (this.#accept('!', 'not')) {
			const negated = this.#single();
			return (subject) => !negated(subject);
		}
		if (this.#accept('(')) {
			const inner = this.either();
			this.#expect(')');
			return inner;
		}
		const name = this.#peek();
		const call =
			name === undefined || !Object.hasOwn(FUNCTIONS, name) ? undefined : FUNCTIONS[name];
		if (call) {
			this.#next++;
			const values = this.#values();
			return (subject) =>
				call(
					subject,
					values.map((value) => value(subject)),
				);
		}
		return this.#comparison();
	}

	#comparison(): Condition {
		const left = this.#operand();
		const equal = this.#accept('==');
		if (!equal && !this.#accept('!=')) return (subject) => left(subject) === true;
		const right = this.#operand();
		return (subject) => (left(subject) === right(subject)) === equal;
	}

	#values(): Operand[] {
		this.#expect('(');
		const values = [this.#operand()];
		while (this.#accept(',')) values.push(this.#operand());
		this.#expect(')');
		return values;
	}

	#operand(): Operand {
		const token = this.#tokens[this.#next++];
		if (token === undefined) throw new ExpressionError('The expression ends too early');
		if (/^["']/.test(token)) {
			const value = token.slice(1, -1).replace(/\\(.)/g, '$1');
			return () => value;
		}
		if (/^-?\d/.test(token)) return () => Number(token);
		if (token === 'true' || token === 'false') return () => token === 'true';
		if (token === 'null') return () => null;
		const change = CHANGES[token];
		if (change) {
			const [value, ...others] = this.#values();
			if (!value || others.length > 0) throw new ExpressionError(`${token} takes one value`);
			return (subject) => {
				const text = value(subject);
				return typeof text === 'string' ? change(text) : null;
			};
		}
		const attribute = /^user\.(\w+)$/.exec(token)?.[1];
		if (attribute === undefined) throw new ExpressionError(`'${token}' is not known`);
		return ({ profile }) => profile[attribute] ?? null;
	}

	#peek(): string | undefined {
		return this.#tokens[this.#next];
	}

	#accept(...words: string[]): boolean {
		const found = words.includes(this.#peek()?.toLowerCase() ?? '');
		if (found) this.#next++;
		return found;
	}

	#expect(token: string): void {
		if (!this.#accept(token)) throw new ExpressionError(`Expected '${token}'`);
	}
}

/** Functions that make a text of a text. */
const CHANGES: Readonly<Record<string, (value: string) => string>> = {
	'String.toLowerCase': (value) => value.toLowerCase(),
	'String.toUpperCase': (value) => value.toUpperCase(),
};

/** A group's name, for `isMemberOfGroupName`. */
export const nameOf = ({ profile }: { profile: Profile }): string => text(profile, 'name');
