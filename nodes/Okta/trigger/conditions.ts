import { detailOf, type EventDetail } from '../objects/eventDetail';
import { isSpan, isWithin } from '../objects/ipAddress';
import type { LogEvent } from '../objects/logEvent';
import { objectIn, text } from '../transport/json';
import { ofChanges } from './conditionFields';

/** What of an event a condition is on. */
export type Field = 'city' | 'country' | 'device' | 'factor' | 'ipAddress' | 'reason' | 'risk';

export const operators = ['contains', 'notContains', 'is', 'isNot', 'oneOf', 'noneOf'] as const;
export type Operator = (typeof operators)[number];

export interface TextCondition {
	field: Field;
	operator: Operator;
	/** One, unless the operator takes several. */
	values: readonly string[];
}

/** A zone by its ID counts with its addresses; by its name only if the event names it. */
export interface ZoneCondition {
	by: 'id' | 'name';
	zone: string;
	isIn: boolean;
}

export type Condition = TextCondition | ZoneCondition;

export interface Conditions {
	all: readonly Condition[];
	/** None of them, or one at least. */
	any: readonly Condition[];
	/** Attributes of which one has to have changed, where an event says what has; none for all. */
	changed: readonly string[];
}

/** What is known of network zones, by their IDs. */
export type Zones = ReadonlyMap<string, Zone>;

export interface Zone {
	name: string;
	/** Addresses, CIDR blocks and ranges; none of a zone that goes by place or network. */
	addresses: readonly string[];
}

/** Where no condition names a zone by its ID. */
export const noZones: Zones = new Map<string, Zone>([]);

export const noConditions: Conditions = { all: [], any: [], changed: [] };

/** What an event says, as far as conditions go. */
type Said = EventDetail & { reason: string | null };

/** @param zones - those that conditions name by ID */
export function meets(event: LogEvent, { all, any, changed }: Conditions, zones: Zones): boolean {
	if (all.length + any.length + changed.length === 0) return true;
	const { reason } = objectIn(event, 'outcome');
	const said: Said = { ...detailOf(event), reason: text(reason) || null };
	const isMet = (condition: Condition) =>
		'zone' in condition
			? isInZone(said, condition, zones) === condition.isIn
			: compares(said, condition);
	return hasChanged(said, changed) && all.every(isMet) && (any.length === 0 || any.some(isMet));
}

/** What an event was let through without, for it says nothing of it. */
export function uncheckedIn(event: LogEvent, { changed }: Conditions): string[] {
	const isUnchecked =
		changed.length > 0 && ofChanges.includes(event.eventType) && detailOf(event).changes === null;
	return isUnchecked ? ['changes'] : [];
}

/** As people write attributes, and as Okta's log does. */
const attribute = (name: string): string => name.toLowerCase().replace(/^profile\./, '');

function hasChanged({ changes }: Said, wanted: readonly string[]): boolean {
	if (wanted.length === 0 || changes === null) return true;
	const names = new Set(wanted.map(attribute));
	return changes.some((name) => names.has(attribute(name)));
}

function compares(said: Said, { field, operator, values }: TextCondition): boolean {
	const value = said[field] ?? '';
	const isOne = values.some((wanted) => isSame(field, value, wanted));
	const contains = values.some((wanted) => value.toLowerCase().includes(wanted.toLowerCase()));
	switch (operator) {
		case 'contains':
			return contains;
		case 'notContains':
			return !contains;
		case 'is':
		case 'oneOf':
			return isOne;
		case 'isNot':
		case 'noneOf':
			return !isOne;
	}
}

function isSame(field: Field, value: string, wanted: string): boolean {
	if (field === 'ipAddress' && isSpan(value)) return isWithin(value, wanted);
	return value.toLowerCase() === wanted.toLowerCase();
}

function isInZone(said: Said, { by, zone }: ZoneCondition, zones: Zones): boolean {
	const known = by === 'id' ? zones.get(zone) : { name: zone, addresses: [] };
	if (!known) return false;
	const name = known.name.toLowerCase();
	const own = (said.zone ?? '').toLowerCase();
	const isNamed = own === name || own.split(',').some((one) => one.trim() === name);
	const { ipAddress } = said;
	return (
		isNamed || (ipAddress !== null && known.addresses.some((entry) => isWithin(ipAddress, entry)))
	);
}
