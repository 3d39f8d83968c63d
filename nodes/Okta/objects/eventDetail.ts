import type { IDataObject } from 'n8n-workflow';

import { canonical, isObject, isObjectList, objectIn, text } from '../transport/json';

/** What an event says of how and from where; null where it does not say. */
export interface EventDetail {
	/** The attributes that were changed, as Okta names them. */
	changes: string[] | null;
	/** As Okta names it there, such as `OKTA_VERIFY_PUSH`, or else the name of the authenticator. */
	factor: string | null;
	ipAddress: string | null;
	country: string | null;
	city: string | null;
	/** The name of a registered device, or else the kind, such as `Computer`. */
	device: string | null;
	/** `LOW`, `MEDIUM` or `HIGH`. */
	risk: string | null;
	/** The network zone, or several separated by commas. */
	zone: string | null;
}

/** @param event - Okta's `LogEvent`, from the log or from an event hook */
export function detailOf(event: IDataObject): EventDetail {
	const client = objectIn(event, 'client');
	const [nearest] = listIn(objectIn(event, 'request'), 'ipChain');
	const place = objectIn(client, 'geographicalContext');
	const placeOfChain = objectIn(nearest ?? {}, 'geographicalContext');
	const device = objectIn(event, 'device');
	return {
		changes: changesIn(event),
		factor: factorIn(event),
		ipAddress: said(client['ipAddress'], nearest?.['ip'], addressOfActor(event)),
		country: said(place['country'], placeOfChain['country']),
		city: said(place['city'], placeOfChain['city']),
		device: said(device['name'], device['displayName'], client['device']),
		risk: riskIn(event),
		zone: said(client['zone']),
	};
}

/** Whether Okta's text says something: it has words for what it doesn't know. */
export function isKnown(written: string): boolean {
	return !['', 'null', 'unknown'].includes(written.toLowerCase());
}

/** The first that says something. */
function said(...values: readonly unknown[]): string | null {
	return values.map(text).find(isKnown) ?? null;
}

function listIn(value: IDataObject, key: string): IDataObject[] {
	const found = value[key];
	return isObjectList(found) ? found : [];
}

const debugDataOf = (event: IDataObject) => objectIn(objectIn(event, 'debugContext'), 'debugData');

/** ThreatInsight has the address itself for the actor. */
function addressOfActor(event: IDataObject): unknown {
	const { type, id } = objectIn(event, 'actor');
	return type === 'IP address' ? id : undefined;
}

/** Okta's catalogue of event types has `changed_attributes` such as `lastName,firstName`. */
function changesIn(event: IDataObject): string[] | null {
	const told = debugDataOf(event)['changedAttributes'];
	const names = Array.isArray(told) ? told.map(text) : text(told).split(',');
	const known = names.map((name) => name.trim()).filter((name) => name !== '');
	const changes = known.length > 0 ? known : listIn(event, 'target').flatMap(differences);
	return changes.length > 0 ? [...new Set(changes)] : null;
}

/** Some types have, in place of it, their targets as they were and as they are. */
function differences({ changeDetails }: IDataObject): string[] {
	if (!isObject(changeDetails)) return [];
	const [from, to] = [objectIn(changeDetails, 'from'), objectIn(changeDetails, 'to')];
	return [...new Set([...Object.keys(from), ...Object.keys(to)])].filter(
		(name) => canonical(from[name] ?? null) !== canonical(to[name] ?? null),
	);
}

/** Types that are about one factor, and do not say so. */
const pushes = /^(?:user\.mfa\.okta_verify\.deny_push|system\.push\.send_factor_verify_push)/;

/** As in "User reset FIDO_WEBAUTHN factor". */
const factorInReason = /\b([A-Z][A-Z0-9_]{2,}) factor\b/;

function factorIn(event: IDataObject): string | null {
	const type = text(event['eventType']);
	const reason = type.startsWith('user.mfa.') ? text(objectIn(event, 'outcome')['reason']) : '';
	const authenticator = listIn(event, 'target').find((target) =>
		/^Authenticator/.test(text(target['type'])),
	);
	return said(
		debugDataOf(event)['factor'],
		pushes.test(type) ? 'OKTA_VERIFY_PUSH' : '',
		factorInReason.exec(reason)?.[1],
		authenticator?.['displayName'],
	);
}

/** Okta has it in several places, as JSON, as JSON in a text, and as `{reasons=…, level=HIGH}`. */
function riskIn(event: IDataObject): string | null {
	const debugData = debugDataOf(event);
	const places = [
		objectIn(event, 'securityContext')['risk'],
		debugData['risk'],
		debugData['logOnlySecurityData'],
		debugData['riskChange'],
	];
	return said(...places.map((place) => levelIn(place).toUpperCase()));
}

/** No word before it: there is a `previousLevel` and a `priorRiskLevel`, too. */
const level = /\b(?:risk)?level["']?\s*[=:]\s*["']?(\w+)/i;

function levelIn(place: unknown): string {
	const written = isObject(place) ? JSON.stringify(place) : text(place);
	return level.exec(written)?.[1] ?? '';
}
