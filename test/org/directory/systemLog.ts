import { randomUUID } from 'node:crypto';
import type { Call } from '../route';
import type { Json } from './model';

/** Somebody or something an event is about. */
export interface LogTarget {
	id: string;
	/** `User`, `UserGroup`, `AppInstance`, `AppUser` … */
	type: string;
	/** For a user the login, elsewhere often `unknown`. */
	alternateId: string;
	displayName: string;
}

export interface Occurrence {
	eventType: string;
	displayMessage: string;
	targets: LogTarget[];
	severity?: 'INFO' | 'WARN' | 'ERROR' | 'DEBUG';
	outcome?: { result: string; reason: string | null };
	debugData?: Record<string, string>;
	/** Who did it, when it wasn't the caller. */
	actor?: LogTarget;
}

/** An entry of `/api/v1/logs`. */
export interface LogEvent {
	uuid: string;
	/** ISO 8601. */
	published: string;
	eventType: string;
	severity: string;
	displayMessage: string;
	actor: LogTarget & { detailEntry: null };
	target: Array<LogTarget & { detailEntry: null }>;
	outcome: { result: string; reason: string | null };
	[other: string]: unknown;
}

/** Hears of an event and of the address the org was called by. */
type Listener = (event: LogEvent, origin: string) => void;

/** What happened in the org, in the order it was written down. */
export class SystemLog {
	readonly #events: LogEvent[] = [];
	readonly #listeners = new Set<Listener>();

	get events(): readonly LogEvent[] {
		return this.#events;
	}

	/** Calls `listener` for each event from now on; the result ends that. */
	onEvent(listener: Listener): () => void {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Writes down what a call did. */
	record(call: Call, occurrence: Occurrence): LogEvent {
		const event = describe(call, occurrence);
		this.#events.push(event);
		for (const listener of this.#listeners) listener(event, call.origin);
		return event;
	}
}

function describe(call: Call, occurrence: Occurrence): LogEvent {
	const now = new Date(call.org.clock.now()).toISOString();
	const userAgent = call.headers['user-agent'] ?? '';
	const ipAddress = '127.0.0.1';
	const place: Json = null;
	return {
		uuid: randomUUID(),
		published: now,
		eventType: occurrence.eventType,
		version: '0',
		severity: occurrence.severity ?? 'INFO',
		legacyEventType: null,
		displayMessage: occurrence.displayMessage,
		actor: detailed(
			occurrence.actor ?? {
				id: call.caller.clientId,
				type: 'PublicClientApp',
				alternateId: call.caller.clientId,
				displayName: call.caller.clientId,
			},
		),
		client: {
			userAgent: { rawUserAgent: userAgent, os: 'Unknown', browser: 'UNKNOWN' },
			zone: 'null',
			device: 'Unknown',
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
		target: occurrence.targets.map(detailed),
		transaction: { type: 'WEB', id: randomUUID().replaceAll('-', '').slice(0, 27), detail: {} },
		debugContext: {
			debugData: { requestUri: call.path, url: call.path, ...occurrence.debugData },
		},
		request: {
			ipChain: [{ ip: ipAddress, geographicalContext: place, version: 'V4', source: null }],
		},
	};
}

const detailed = (target: LogTarget) => ({ ...target, detailEntry: null });
