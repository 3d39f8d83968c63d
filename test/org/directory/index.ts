import type { Route } from '../route';
import { governanceRoutes } from '../governance';
import { appGroupRoutes } from './appGroups';
import { appPolicyRoutes } from './appPolicy';
import { appRoutes } from './apps';
import { authenticatorRoutes } from './authenticators';
import { authorizationServerRoutes } from './authorizationServers';
import { classificationRoutes } from './classification';
import { customRoleRoutes } from './customRoles';
import { deviceRoutes } from './devices';
import { enrollmentRoutes } from './enrollments';
import { eventHookRoutes } from './eventHooks';
import { inlineHookRoutes } from './inlineHooks';
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
import { preregistrationRoutes } from './preregistrations';
import { deviceAssuranceRoutes } from './deviceAssurances';
import { realmRoutes } from './realms';
import { refreshTokenRoutes } from './refreshTokens';
import { resourceSetRoutes } from './resourceSets';
import { roleTargetRoutes } from './roleTargets';
import { roleRoutes } from './roles';
import { samlMetadataRoutes } from './samlMetadata';
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
	...classificationRoutes,
	...preregistrationRoutes,
	...groupRoutes,
	...appRoutes,
	...appGroupRoutes,
	...appPolicyRoutes,
	...samlMetadataRoutes,
	...authenticatorRoutes,
	...authorizationServerRoutes,
	...refreshTokenRoutes,
	...schemaRoutes,
	...factorRoutes,
	...roleRoutes,
	...roleTargetRoutes,
	...customRoleRoutes,
	...resourceSetRoutes,
	...grantRoutes,
	...logRoutes,
	...deviceRoutes,
	...enrollmentRoutes,
	...eventHookRoutes,
	...groupRuleRoutes,
	...identitySourceRoutes,
	...inlineHookRoutes,
	...linkedObjectRoutes,
	...orgRoutes,
	...ownerRoutes,
	...policyRoutes,
	...deviceAssuranceRoutes,
	...realmRoutes,
	...zoneRoutes,
	...governanceRoutes,
];
