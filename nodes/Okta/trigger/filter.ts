import { anyOf, quote } from '../objects/expression';
import { checkLogin } from '../objects/logins';
import { type LogEvent, type Part, partsOf } from '../objects/logEvent';
import { isObject, text } from '../transport/json';
import type { Okta } from '../transport/types';
import { type Conditions, meets, type Zones } from './conditions';

/** A user, group or app that events have to be about. */
export interface Subject {
	part: Part;
	/** What of it is given: its ID, its login, or its name. */
	by: 'id' | 'alternateId' | 'displayName';
	value: string;
}

/** Which events a flow wants. Of each list any one will do; an empty list asks for nothing. */
export interface Filter {
	types: readonly string[];
	outcomes: readonly string[];
	actorTypes: readonly string[];
	subjects: readonly Subject[];
	conditions: Conditions;
	/** Those that conditions name. */
	zones: Zones;
	/** Actor whose events aren't wanted. */
	exceptActor?: string;
}

/** Whether a flow wants an event. */
export function matches(event: LogEvent, filter: Filter): boolean {
	const actor = isObject(event.actor) ? event.actor : {};
	const outcome = isObject(event.outcome) ? event.outcome : {};
	return (
		allows(filter.types, event.eventType) &&
		allows(filter.outcomes, text(outcome.result)) &&
		allows(filter.actorTypes, text(actor.type)) &&
		parts.every((part) => concerns(event, part, filter.subjects)) &&
		(filter.exceptActor === undefined || text(actor.id) !== filter.exceptActor) &&
		meets(event, filter.conditions, filter.zones)
	);
}

const parts: readonly Part[] = ['user', 'group', 'app'];

const allows = (wanted: readonly string[], value: string): boolean =>
	wanted.length === 0 || wanted.includes(value);

function concerns(event: LogEvent, part: Part, subjects: readonly Subject[]): boolean {
	const wanted = subjects.filter((subject) => subject.part === part);
	return (
		wanted.length === 0 ||
		partsOf(event, part).some((found) =>
			wanted.some(({ by, value }) => text(found[by]).toLowerCase() === value.toLowerCase()),
		)
	);
}

/**
 * Asks Okta about the logins among the subjects. The log has whole logins only: a part of one, or an
 * ID, would never match, and nobody would notice.
 *
 * @throws UserError that names whom Okta finds under such a login
 */
export async function checkLogins(okta: Okta, { subjects }: Pick<Filter, 'subjects'>) {
	for (const { part, by, value } of subjects) {
		if (part === 'user' && by === 'alternateId') await checkLogin(okta, value);
	}
}

/**
 * The same as an expression for the System Log (Okta's System Log query reference). It may let
 * through some more, which `matches` then stops: the log looks at all targets alike, and what conditions
 * are on stands in several places.
 */
export function toLogFilter(filter: Filter): string {
	const { types, outcomes, actorTypes, subjects, exceptActor } = filter;
	const equal = (attribute: string) => (value: string) => `${attribute} eq ${quote(value)}`;
	return [
		anyOf(types.map(equal('eventType'))),
		anyOf(outcomes.map(equal('outcome.result'))),
		anyOf(actorTypes.map(equal('actor.type'))),
		...parts.map((part) => anyOf(subjects.filter((one) => one.part === part).flatMap(toTerms))),
		exceptActor === undefined ? '' : `actor.id ne ${quote(exceptActor)}`,
	]
		.filter((term) => term !== '')
		.join(' and ');
}

function toTerms({ part, by, value }: Subject): string[] {
	const target = `target.${by} eq ${quote(value)}`;
	return part === 'user' ? [target, `actor.${by} eq ${quote(value)}`] : [target];
}
