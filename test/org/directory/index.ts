import type { Route } from '../route';
import { appRoutes } from './apps';
import { groupRoutes } from './groups';
import { lifecycleRoutes } from './lifecycle';
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
	...schemaRoutes,
];
