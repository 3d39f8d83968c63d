import type { Collection } from './collection';
import type { Profile } from './model';

export type SessionStatus = 'CREATED' | 'TRIGGERED' | 'COMPLETED' | 'CLOSED' | 'EXPIRED' | 'ERROR';

/** One import of an identity source: what was uploaded, and where it has got to. */
export interface ImportSession {
	readonly id: string;
	readonly sourceId: string;
	status: SessionStatus;
	readonly created: number;
	lastUpdated: number;
	/** When its processing is over, and how. */
	ends?: { at: number; as: 'COMPLETED' | 'ERROR' };
	/** Profiles by external ID; none for who is to be removed. */
	readonly entries: Map<string, Profile | undefined>;
	/** What is to become of groups and their members, in the order of the uploads. */
	readonly ofGroups?: Array<(source: IdentitySource) => void>;
	/** How many profiles were sent, and in how many requests. */
	profiles: number;
	uploads: number;
}

/** Somebody as a source knows them, and the user made of them. */
export interface SourceUser {
	externalId: string;
	profile: Profile;
	userId: string;
	created: number;
	lastUpdated: number;
}

export interface SourceGroup {
	readonly id: string;
	externalId: string;
	profile: Profile;
	readonly members: Set<string>;
}

/** An app that people come from. */
export class IdentitySource {
	readonly users = new Map<string, SourceUser>();
	readonly groups: SourceGroup[] = [];
	/** How the next imports end. */
	outcome: 'COMPLETED' | 'ERROR' = 'COMPLETED';

	constructor(readonly sessions: Collection<ImportSession>) {}
}

const DAY = 86_400_000;

/** What a session has become by now. */
export function settled(session: ImportSession, now: number): ImportSession {
	const { ends } = session;
	if (session.status === 'TRIGGERED' && ends && ends.at <= now) {
		Object.assign(session, { status: ends.as, lastUpdated: ends.at });
	}
	if (session.status === 'CREATED' && session.lastUpdated + DAY <= now) session.status = 'EXPIRED';
	return session;
}
