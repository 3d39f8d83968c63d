import type { Foresights } from '../sight';
import { administration } from './administration';
import { apps } from './apps';
import { customRoles } from './customRoles';
import { governance } from './governance';
import { groups } from './groups';
import { identitySources } from './identitySources';
import { policies } from './policies';
import { deviceAssurance } from './deviceAssurance';
import { realms } from './realms';
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
	...governance,
	...deviceAssurance,
	...realms,
	...policies,
	...customRoles,
};
