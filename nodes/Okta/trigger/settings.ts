import { UserError } from 'n8n-workflow';

import { readValue } from '../fields/readValue';
import { commaSeparated } from '../objects/convert';
import { withoutHook } from '../objects/eventTypes';
import { isObject, isObjectList, text } from '../transport/json';
import { properties, type Source } from './form';
import { type Counting, readCounting } from './counting';
import type { Detail, Wanted } from './currentDetails';
import { readConditions } from './readConditions';
import type { Filter, Subject } from './filter';
import type { Part } from '../objects/logEvent';

/** What the form of the trigger says. */
export interface Settings {
	source: Source;
	/** Without what depends on the credential, or is read from the org. */
	filter: Omit<Filter, 'exceptActor' | 'zones'>;
	ignoresOwn: boolean;
	/** Where in the log to start: a time as ISO 8601, or empty for now. */
	start: string;
	foldsResets: boolean;
	/** Where the flow starts after several events only. */
	counting?: Counting;
	current: Wanted;
}

/** Reads a field of the form; contexts differ in how. */
export type ReadField = (name: string, byDefault: boolean | string | object) => unknown;

/** By name. */
const fields = new Map(properties.map((field) => [field.name, field]));

/**
 * @param zone - the workflow's time zone, which a time without one is meant in
 * @throws UserError when no event is chosen, a row of a filter is empty, or a field holds what it
 *   cannot be for
 */
export function readSettings(readField: ReadField, zone: string): Settings {
	const read: ReadField = (name, byDefault) => {
		const field = fields.get(name);
		const value = readField(name, byDefault);
		return field ? readValue(value, { field, accepts: 'list' }, zone) : value;
	};
	const source = read('source', 'log');
	const options = read('options', {});
	const { actorTypes, current, foldResets, managerAttribute, outcomes } = isObject(options)
		? options
		: {};
	const types = [...commaSeparated(read('events', [])), ...commaSeparated(read('otherEvents', ''))];
	if (types.length === 0) {
		throw new UserError('No event is chosen', {
			description: 'Choose at least one under Events, or type its name under Other Events.',
		});
	}
	const filter = {
		types: [...new Set(types)],
		outcomes: commaSeparated(outcomes ?? []),
		actorTypes: commaSeparated(actorTypes ?? []),
		subjects: readSubjects(read('only', {})),
		conditions: readConditions(read('conditions', {}), read('changed', '')),
	};
	const counting = readCounting(read('count', {}), filter);
	// A hook alone has no log to start in, whatever the form keeps for the day it gets one.
	const isDated = source !== 'hook' && read('startFrom', 'now') === 'time';
	return {
		source: source === 'hook' || source === 'both' ? source : 'log',
		filter,
		...(counting && { counting }),
		ignoresOwn: read('ignoreOwn', true) === true,
		start: isDated ? startOf(read('startTime', '')) : '',
		foldsResets: foldResets !== false,
		current: {
			details: details.filter((detail) => commaSeparated(current ?? []).includes(detail)),
			managerAttribute: text(managerAttribute).trim() || 'managerId',
		},
	};
}

function startOf(time: unknown): string {
	if (text(time) !== '') return text(time);
	throw new UserError('"Since" is not a date', {
		description: 'Choose the time to start from, or to start from now on.',
	});
}

const parts: readonly Part[] = ['user', 'group', 'app'];

const details: readonly Detail[] = ['user', 'manager', 'group', 'app'];

/**
 * The event types a hook is to be made for: of both sources, the log has the others.
 *
 * @throws UserError that names those which no hook gets, when there is nothing but a hook
 */
export function typesForHook({ source, filter: { types } }: Settings): string[] {
	const others = withoutHook(types);
	if (source === 'hook' && others.length > 0) {
		const named = others.map(({ name, value }) => `${name} (${value})`).join(', ');
		throw new UserError(`Okta sends these events to no hook: ${named}`, {
			description:
				'They are in the System Log only. Receive events through the System Log, or through both.',
		});
	}
	return types.filter((type) => !others.some(({ value }) => value === type)).toSorted();
}

/** The field of a row, and what the modes of its locator hold. */
const locators: Readonly<Record<Part, [string, Readonly<Record<string, Subject['by']>>]>> = {
	user: ['userId', { login: 'alternateId' }],
	group: ['groupId', { name: 'displayName' }],
	app: ['appId', { name: 'displayName' }],
};

function readSubjects(only: unknown): Subject[] {
	return parts.flatMap((part) => {
		const rows = isObject(only) && isObjectList(only[part]) ? only[part] : [];
		const [field, modes] = locators[part];
		return rows.map(({ [field]: locator }): Subject => {
			const { mode, value } = isObject(locator) ? locator : { mode: 'id', value: locator };
			if (text(value).trim() === '') {
				throw new UserError(`A row under Only These names no ${part}`, {
					description: 'Choose one, or remove the row. Is an expression empty?',
				});
			}
			return { part, by: modes[text(mode)] ?? 'id', value: text(value).trim() };
		});
	});
}
