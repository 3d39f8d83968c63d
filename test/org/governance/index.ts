import type { Route } from '../route';
import { campaignRoutes } from './campaigns';
import { conditionRoutes } from './conditions';
import { entitlementRoutes } from './entitlements';
import { requestRoutes } from './requests';

/** Okta Identity Governance's part of the API. */
export const governanceRoutes: Route[] = [
	...campaignRoutes,
	...conditionRoutes,
	...requestRoutes,
	...entitlementRoutes,
];
