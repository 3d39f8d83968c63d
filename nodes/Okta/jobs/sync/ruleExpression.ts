import type { IDataObject } from 'n8n-workflow';

/** What an expression says of somebody; undefined where only Okta can tell. */
type Verdict = boolean | undefined;

type Value = IDataObject[string];

/** Whom an expression is about. */
interface Subject {
	profile: IDataObject;
	/** All groups of the person; nothing where they aren't known. */
	groups?: readonly GroupNamed[];
}

export interface GroupNamed {
	id: string;
	name: string;
}

/** Works out a value; `unknown` where only Okta can. */
type Operand = (subject: Subject) => Value | typeof unknown;

type Condition = (subject: Subject) => Verdict;

const unknown = Symbol('unknown');

/** A text, a number, a sign, a name. */
const token =
	/\s*(?:("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(==|!=|&&|\|\||[(),!])|([A-Za-z_][\w.]*))/y;

/**
 * Whether the condition of a group rule holds for somebody, as far as it can be told from the profile
 * and from the groups, where they are known: for attributes compared with values, texts that begin with
 * or contain others, being in a group, joined by AND, OR and NOT (Okta Expression Language). What isn't
 * understood is for Okta to say, and what it is joined with may decide all the same.
 */
export function evaluateRule(
	expression: string,
): (profile: IDataObject, groups?: readonly GroupNamed[]) => Verdict {
	const condition = new Reader(expression).whole();
	return (profile, groups) => condition({ profile, groups });
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
		return (subject) => {
			const verdicts = conditions.map((condition) => condition(subject));
			if (verdicts.includes(decides)) return decides;
			return verdicts.includes(undefined) ? undefined : !decides;
		};
	}

	#single(): Condition {
		if (this.#accept('!', 'not')) {
			const negated = this.#single();
			return (subject) => {
				const verdict = negated(subject);
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
			return (subject) => {
				const value = left(subject);
				return typeof value === 'boolean' ? value : undefined;
			};
		}
		const right = this.#operand();
		return (subject) => {
			const [one, other] = [left(subject), right(subject)];
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
		return ({ profile }) => profile[attribute] ?? null;
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

/** What asks for somebody's groups, by its name in lower case: whether a group is one of those asked for. */
const memberships: Readonly<Record<string, (group: GroupNamed, asked: string) => boolean>> = {
	ismemberofgroup: ({ id }, asked) => id === asked,
	ismemberofanygroup: ({ id }, asked) => id === asked,
	ismemberofgroupname: ({ name }, asked) => name === asked,
	ismemberofgroupnamestartswith: ({ name }, asked) => name.startsWith(asked),
	ismemberofgroupnamecontains: ({ name }, asked) => name.includes(asked),
};

const inLowerCase = ({ id, name }: GroupNamed): GroupNamed => ({ id, name: name.toLowerCase() });

function asksForGroups(
	isAsked: (group: GroupNamed, asked: string) => boolean,
	values: readonly Operand[],
): Operand {
	return (subject) => {
		const asked = values.map((value) => value(subject));
		const { groups } = subject;
		if (!groups || !asked.every((one) => typeof one === 'string')) return unknown;
		if (groups.some((group) => asked.some((one) => isAsked(group, one)))) return true;
		// Whether Okta minds the case of a name isn't known.
		const isNearly = groups.some((group) =>
			asked.some((one) => isAsked(inLowerCase(group), one.toLowerCase())),
		);
		return isNearly ? unknown : false;
	};
}

/** What isn't known here is for Okta to work out. */
function called(name: string, values: readonly Operand[]): Operand {
	const isAsked = memberships[name.toLowerCase()];
	if (isAsked) return asksForGroups(isAsked, values);
	const work = functions[name.toLowerCase()];
	if (!work) return () => unknown;
	return (subject) => {
		const texts = values.map((value) => value(subject));
		const [one, other = ''] = texts;
		return typeof one === 'string' && typeof other === 'string' ? work(one, other) : unknown;
	};
}
