import type { Route } from '../route';
import { appAdministration } from './apps';
import { clientAdministration } from './clients';
import { grantAdministration } from './grants';
import { keyAdministration } from './keys';
import { roleAdministration } from './roles';

/** Administration of apps as OAuth clients: registration, scopes, keys, admin roles and tokens. */
export const administrationRoutes: Route[] = [
	...appAdministration,
	...clientAdministration,
	...grantAdministration,
	...keyAdministration,
	...roleAdministration,
];
