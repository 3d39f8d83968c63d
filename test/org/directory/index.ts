import type { Route } from '../route';
import { appGroupRoutes } from './appGroups';
import { appRoutes } from './apps';
import { authenticatorRoutes } from './authenticators';
import { customRoleRoutes } from './customRoles';
import { deviceRoutes } from './devices';
import { enrollmentRoutes } from './enrollments';
import { eventHookRoutes } from './eventHooks';
import { factorRoutes } from './factors';
import { grantRoutes } from './grants';
import { identitySourceRoutes } from './identitySources';
import { groupRuleRoutes } from './groupRules';
import { groupRoutes } from './groups';
import { lifecycleRoutes } from './lifecycle';
import { linkedObjectRoutes } from './linkedObjects';
import { logRoutes } from './logs';
import { orgRoutes } from './orgSettings';
import { ownerRoutes } from './owners';
import { policyRoutes } from './policies';
import { refreshTokenRoutes } from './refreshTokens';
import { roleTargetRoutes } from './roleTargets';
import { roleRoutes } from './roles';
import { schemaRoutes } from './schemas';
import { userResourceRoutes } from './userResources';
import { userRoutes } from './users';
import { zoneRoutes } from './zones';

export { Directory, type DirectoryOptions } from './directory';

/** The directory's part of the management API. */
export const directoryRoutes: Route[] = [
	...userRoutes,
	...lifecycleRoutes,
	...userResourceRoutes,
	...groupRoutes,
	...appRoutes,
	...appGroupRoutes,
	...authenticatorRoutes,
	...refreshTokenRoutes,
	...schemaRoutes,
	...factorRoutes,
	...roleRoutes,
	...roleTargetRoutes,
	...customRoleRoutes,
	...grantRoutes,
	...logRoutes,
	...deviceRoutes,
	...enrollmentRoutes,
	...eventHookRoutes,
	...groupRuleRoutes,
	...identitySourceRoutes,
	...linkedObjectRoutes,
	...orgRoutes,
	...ownerRoutes,
	...policyRoutes,
	...zoneRoutes,
];
