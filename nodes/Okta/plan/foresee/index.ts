import type { Foresights } from '../sight';
import { administration } from './administration';
import { apps } from './apps';
import { groups } from './groups';
import { identitySources } from './identitySources';
import { userAccess } from './userAccess';
import { users } from './users';

/** All writes of which something is known beforehand. */
export const foresights: Foresights = {
	...users,
	...userAccess,
	...groups,
	...apps,
	...administration,
	...identitySources,
};
