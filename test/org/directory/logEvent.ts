import { randomUUID } from 'node:crypto';
import type { Json } from './model';

/** Somebody or something an event is about, or that caused it. */
export interface LogTarget {
	id: string;
	/** `User`, `UserGroup`, `AppInstance`, `AppUser`, `PublicClientApp`, `SystemPrincipal` … */
	type: string;
	/** For a user the login, elsewhere often `unknown`. */
	alternateId: string;
	displayName: string;
}

/** Something without a name, such as the pattern of addresses that a rate limit is for. */
export interface NamelessTarget extends Pick<LogTarget, 'id' | 'type'> {
	alternateId?: undefined;
	displayName?: undefined;
}

/** From where somebody does something. */
export interface Place {
	ipAddress: string;
	city?: string;
	country?: string;
	/** `Computer`, `Mobile` … */
	device?: string;
	/** Name of the network zone, or several separated by commas. */
	zone?: string;
}

export interface Occurrence {
	eventType: string;
	displayMessage: string;
	/** Null for what is about nobody but the actor, as many sign-ins. */
	targets: ReadonlyArray<LogTarget | NamelessTarget> | null;
	severity?: 'INFO' | 'WARN' | 'ERROR' | 'DEBUG';
	outcome?: { result: string; reason: string | null };
	debugData?: Record<string, string>;
	/** Who did it, when it wasn't the caller. */
	actor?: LogTarget;
	/** From where, when it wasn't this machine. */
	from?: Place;
}

/** An entry of `/api/v1/logs`. */
export interface LogEvent {
	readonly uuid: string;
	/** ISO 8601. */
	readonly published: string;
	readonly eventType: string;
	readonly severity: string;
	readonly displayMessage: string;
	readonly actor: LogTarget & { detailEntry: null };
	readonly target: ReadonlyArray<(LogTarget | NamelessTarget) & { detailEntry: null }> | null;
	readonly outcome: { result: string; reason: string | null };
	readonly transaction: { type: string; id: string; detail: Json };
	readonly debugContext: { debugData: Readonly<Record<string, string>> };
	readonly [other: string]: unknown;
}

/** Under what circumstances something happened. */
export interface Circumstances {
	/** Epoch milliseconds. */
	at: number;
	actor: LogTarget;
	/** All that one request does has one transaction. */
	transaction: { type: 'WEB' | 'JOB'; id: string };
	/** Of a request. */
	path?: string;
	userAgent?: string;
}

/** What the org does of its own accord is done by this one. */
export const SYSTEM: LogTarget = {
	id: 'sprz1yo5aHsUPVQSw0h7',
	type: 'SystemPrincipal',
	alternateId: 'system@okta.com',
	displayName: 'Okta System',
};

/** @param hooks ids of the event hooks that are to hear of it. */
export function describe(
	{ at, actor, transaction, path, userAgent }: Circumstances,
	occurrence: Occurrence,
	hooks: readonly string[],
): LogEvent {
	const { from } = occurrence;
	const ipAddress = from?.ipAddress ?? (path === undefined ? null : '127.0.0.1');
	const place: Json =
		from?.country === undefined
			? null
			: {
					city: from.city ?? null,
					state: null,
					country: from.country,
					postalCode: null,
					geolocation: null,
				};
	return {
		uuid: randomUUID(),
		published: new Date(at).toISOString(),
		eventType: occurrence.eventType,
		version: '0',
		severity: occurrence.severity ?? 'INFO',
		legacyEventType: null,
		displayMessage: occurrence.displayMessage,
		actor: { ...(occurrence.actor ?? actor), detailEntry: null },
		client: {
			userAgent:
				userAgent === undefined
					? null
					: { rawUserAgent: userAgent, os: 'Unknown', browser: 'UNKNOWN' },
			zone: from?.zone ?? 'null',
			device: from?.device ?? 'Unknown',
			id: null,
			ipAddress,
			geographicalContext: place,
		},
		device: null,
		authenticationContext: {
			authenticationProvider: null,
			credentialProvider: null,
			credentialType: null,
			issuer: null,
			interface: null,
			authenticationStep: 0,
			externalSessionId: 'unknown',
		},
		securityContext: { asNumber: null, asOrg: null, isp: null, domain: null, isProxy: false },
		outcome: occurrence.outcome ?? { result: 'SUCCESS', reason: null },
		target: occurrence.targets?.map((target) => ({ ...target, detailEntry: null })) ?? null,
		transaction: { ...transaction, detail: {} },
		debugContext: {
			debugData: {
				...(path === undefined
					? {}
					: { requestId: transaction.id, requestUri: path, url: `${path}?` }),
				...occurrence.debugData,
				...(hooks.length === 0 ? {} : { targetEventHookIds: hooks.join(',') }),
			},
		},
		request: {
			ipChain:
				ipAddress === null
					? []
					: [{ ip: ipAddress, geographicalContext: place, version: 'V4', source: null }],
		},
	};
}
