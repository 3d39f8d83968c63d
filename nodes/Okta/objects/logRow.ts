import type { IDataObject } from 'n8n-workflow';

import { isObjectList, objectIn, text } from '../transport/json';
import { detailOf, isKnown } from './eventDetail';
import { nameOf } from './logEvent';

/**
 * An event of the System Log in one row: who did what to whom, from where, and how it ended. Of
 * several targets of one type the first counts; `targets` names them all.
 *
 * @param event - Okta's `LogEvent`, from the log or from an event hook
 */
export function simplifyEvent(event: IDataObject): IDataObject {
	const { uuid, published, eventType, displayMessage, severity } = event;
	const outcome = objectIn(event, 'outcome');
	const client = objectIn(event, 'client');
	const agent = objectIn(client, 'userAgent');
	const { changes, factor, ipAddress, city, country, zone, device, risk } = detailOf(event);
	const targets = isObjectList(event['target']) ? event['target'] : [];
	// Of members of one name the last counts.
	const columns = targets
		.toReversed()
		.flatMap((target) => Object.entries(party(`target${typeOf(target)}`, target)));
	const row: IDataObject = {
		uuid,
		published,
		eventType,
		displayMessage,
		severity,
		outcome: outcome['result'],
		reason: outcome['reason'],
		actorType: objectIn(event, 'actor')['type'],
		...party('actor', objectIn(event, 'actor')),
		...Object.fromEntries(columns),
		targets: targets.map((target) => `${nameOf(target)} (${typeOf(target)})`).join(', '),
		changes: changes?.join(', '),
		factor,
		ipAddress,
		city,
		state: objectIn(client, 'geographicalContext')['state'],
		country,
		zone,
		device,
		risk,
		browser: agent['browser'],
		os: agent['os'],
		isProxy: objectIn(event, 'securityContext')['isProxy'],
		transactionId: objectIn(event, 'transaction')['id'],
	};
	return Object.fromEntries(Object.entries(row).filter(([, value]) => isTelling(value)));
}

/** Somebody or something the event is about, in members that begin with the role. */
function party(role: string, who: IDataObject): IDataObject {
	const isUser = /User$/.test(text(who['type']));
	return {
		[`${role}Id`]: who['id'],
		[`${role}Name`]: nameOf(who),
		[`${role}${isUser ? 'Login' : 'AlternateId'}`]: who['alternateId'],
	};
}

/** `UserGroup`, for instance, in a form that fits into the name of a column. */
function typeOf(target: IDataObject): string {
	return text(target['type']).replace(/\W+/g, '');
}

function isTelling(value: unknown): boolean {
	return typeof value === 'boolean' || isKnown(text(value));
}
