import type { Route } from '../route';
import { apiTokenAdministration } from './apiTokens';
import { appAdministration } from './apps';
import { clientAdministration } from './clients';
import { grantAdministration } from './grants';
import { keyAdministration } from './keys';
import { roleAdministration } from './roles';

/** Administration of apps as OAuth clients: registration, scopes, keys, admin roles and tokens; API tokens. */
export const administrationRoutes: Route[] = [
	...apiTokenAdministration,
	...appAdministration,
	...clientAdministration,
	...grantAdministration,
	...keyAdministration,
	...roleAdministration,
];
