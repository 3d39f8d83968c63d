import type { IDataObject } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** What a resource locator holds: how an object is named, and its name. */
export class Locator {
	constructor(
		readonly mode: string,
		readonly value: string,
	) {}
}

/** What one input item fills an operation's form with, by field name. */
export class Values {
	constructor(private readonly values: ReadonlyMap<string, unknown>) {}

	/** The value, or undefined when the form doesn't have the field or it is left out. */
	get(name: string): unknown {
		return this.values.get(name);
	}

	/** The value as text; empty when there is none. */
	text(name: string): string {
		const value = this.get(name);
		if (value instanceof Locator) return value.value;
		return text(value).trim();
	}

	/** Whether a switch is on. */
	flag(name: string): boolean {
		return this.get(name) === true;
	}

	/** The number, or undefined when there is none. */
	number(name: string): number | undefined {
		const value = this.get(name);
		return typeof value === 'number' ? value : undefined;
	}

	/** The object; empty when there is none. */
	object(name: string): IDataObject {
		const value = this.get(name);
		return isObject(value) ? value : {};
	}

	/** The same values, some of them replaced. */
	with(replacements: Iterable<[string, unknown]>): Values {
		return new Values(new Map([...this.values, ...replacements]));
	}

	/** Every resource locator among the values. */
	*locators(): Generator<[string, Locator]> {
		for (const [name, value] of this.values) if (value instanceof Locator) yield [name, value];
	}
}
