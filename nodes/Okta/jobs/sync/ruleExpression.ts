import type { IDataObject } from 'n8n-workflow';

/** What an expression says of somebody; undefined where only Okta can tell. */
type Verdict = boolean | undefined;

type Value = IDataObject[string];

/** Works out a value from a profile; `unknown` where only Okta can. */
type Operand = (profile: IDataObject) => Value | typeof unknown;

type Condition = (profile: IDataObject) => Verdict;

const unknown = Symbol('unknown');

/** A text, a number, a sign, a name. */
const token =
	/\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(==|!=|&&|\|\||[(),!])|([A-Za-z_][\w.]*))/y;

/**
 * Whether the condition of a group rule holds for a profile, as far as it can be told from that: for
 * attributes compared with values, texts that begin with or contain others, joined by AND, OR and NOT
 * (Okta Expression Language). What isn't understood is for Okta to say, and what it is joined with may
 * decide all the same.
 */
export function evaluateRule(expression: string): Condition {
	return new Reader(expression).whole();
}

class Reader {
	readonly #tokens: string[] = [];
	#next = 0;
	/** Whether something wasn't where it had to be: then nothing is known. */
	#isBroken = false;

	constructor(expression: string) {
		const whole = expression.trim();
		token.lastIndex = 0;
		while (token.lastIndex < whole.length) {
			const found = token.exec(whole)?.[0].trim();
			this.#isBroken ||= found === undefined;
			if (found === undefined) break;
			this.#tokens.push(found);
		}
	}

	whole(): Condition {
		const condition = this.#either();
		const isUnderstood = !this.#isBroken && this.#next >= this.#tokens.length;
		return isUnderstood ? condition : () => undefined;
	}

	#either(): Condition {
		return this.#joined(true, () => this.#both(), 'or', '||');
	}

	#both(): Condition {
		return this.#joined(false, () => this.#single(), 'and', '&&');
	}

	/** @param decides - which verdict of one settles it for all */
	#joined(decides: boolean, read: () => Condition, ...words: string[]): Condition {
		const conditions = [read()];
		while (this.#accept(...words)) conditions.push(read());
		return (profile) => {
			const verdicts = conditions.map((condition) => condition(profile));
			if (verdicts.includes(decides)) return decides;
			return verdicts.includes(undefined) ? undefined : !decides;
		};
	}

	#single(): Condition {
		if (this.#accept('!', 'not')) {
			const negated = this.#single();
			return (profile) => {
				const verdict = negated(profile);
				return verdict === undefined ? undefined : !verdict;
			};
		}
		if (this.#accept('(')) {
			const inner = this.#either();
			this.#expect(')');
			return inner;
		}
		return this.#comparison();
	}

	#comparison(): Condition {
		const left = this.#operand();
		const isEqual = this.#accept('==', 'eq');
		if (!isEqual && !this.#accept('!=', 'ne')) {
			return (profile) => {
				const value = left(profile);
				return typeof value === 'boolean' ? value : undefined;
			};
		}
		const right = this.#operand();
		return (profile) => {
			const [one, other] = [left(profile), right(profile)];
			if (one === unknown || other === unknown) return undefined;
			// How Okta compares a list or a number with a text isn't known.
			if (isOdd(one) || isOdd(other)) return undefined;
			if (one !== null && other !== null && typeof one !== typeof other) return undefined;
			return (one === other) === isEqual;
		};
	}

	#operand(): Operand {
		const name = this.#tokens[this.#next++];
		this.#isBroken ||= name === undefined;
		if (name === undefined) return () => unknown;
		if (/^["']/.test(name)) {
			const value = name.slice(1, -1).replace(/\\(.)/gs, '$1');
			return () => value;
		}
		if (/^-?\d/.test(name)) return () => Number(name);
		if (name === 'true' || name === 'false') return () => name === 'true';
		if (name === 'null') return () => null;
		if (this.#tokens[this.#next] === '(') return called(name, this.#values());
		const attribute = /^user\.(\w+)$/.exec(name)?.[1];
		// Of an app's or a device's attributes, for example, the profile says nothing.
		if (attribute === undefined) return () => unknown;
		return (profile) => profile[attribute] ?? null;
	}

	#values(): Operand[] {
		this.#expect('(');
		const values: Operand[] = [];
		if (this.#accept(')')) return values;
		do values.push(this.#operand());
		while (this.#accept(','));
		this.#expect(')');
		return values;
	}

	#accept(...words: string[]): boolean {
		const isNext = words.includes(this.#tokens[this.#next]?.toLowerCase() ?? '');
		if (isNext) this.#next++;
		return isNext;
	}

	#expect(word: string): void {
		if (!this.#accept(word)) this.#isBroken = true;
	}
}

const isOdd = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Functions of one text or two, by their names in lower case. */
const functions: Readonly<Record<string, (one: string, other: string) => string | boolean>> = {
	'string.startswith': (whole, part) => whole.startsWith(part),
	'string.stringcontains': (whole, part) => whole.includes(part),
	'string.tolowercase': (whole) => whole.toLowerCase(),
	'string.touppercase': (whole) => whole.toUpperCase(),
};

/** Groups of groups and the rest are for Okta to work out. */
function called(name: string, values: readonly Operand[]): Operand {
	const work = functions[name.toLowerCase()];
	if (!work) return () => unknown;
	return (profile) => {
		const texts = values.map((value) => value(profile));
		const [one, other = ''] = texts;
		return typeof one === 'string' && typeof other === 'string' ? work(one, other) : unknown;
	};
}
