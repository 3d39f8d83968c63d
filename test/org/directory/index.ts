import type { Route } from '../route';
import { appGroupRoutes } from './appGroups';
import { appRoutes } from './apps';
import { factorRoutes } from './factors';
import { grantRoutes } from './grants';
import { groupRoutes } from './groups';
import { lifecycleRoutes } from './lifecycle';
import { logRoutes } from './logs';
import { roleRoutes } from './roles';
import { schemaRoutes } from './schemas';
import { userRoutes } from './users';
import { userResourceRoutes } from './userResources';

export { Directory, type DirectoryOptions } from './directory';

/** The directory's part of the management API. */
export const directoryRoutes: Route[] = [
	...userRoutes,
	...lifecycleRoutes,
	...userResourceRoutes,
	...groupRoutes,
	...appRoutes,
	...appGroupRoutes,
	...schemaRoutes,
	...factorRoutes,
	...roleRoutes,
	...grantRoutes,
	...logRoutes,
];
