import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Operation } from '../../../nodes/Okta/table/operation';
import { applicationScenarios } from './application';
import { customApiCallScenarios } from './customApiCall';
import { factorScenarios } from './factor';
import { groupScenarios } from './group';
import { adminRoleScenarios } from './adminRole';
import { deviceScenarios } from './device';
import { directoryScenarios } from './directory';
import { eventHookScenarios } from './eventHook';
import { identitySourceScenarios } from './identitySource';
import { networkZoneScenarios } from './networkZone';
import { explainScenarios } from './explain';
import { offboardScenarios } from './offboard';
import { orgScenarios } from './org';
import { policyScenarios } from './policy';
import { schemaScenarios } from './schema';
import { systemLogScenarios } from './systemLog';
import { groupRuleScenarios } from './groupRule';
import { linkedObjectScenarios } from './linkedObject';
import { keyPairScenarios } from './keyPair';
import type { Scenarios } from './scenario';
import { serviceAppScenarios } from './serviceApp';
import { userScenarios } from './user';
import { userAccessScenarios } from './userAccess';

export {
	aText,
	byId,
	including,
	like,
	mapped,
	matching,
	twoUsers,
	type Item,
	type Scenario,
} from './scenario';

/** Every operation of the node has at least one; the suite fails when one is missing. */
export const scenarios: Scenarios = {
	...applicationScenarios,
	...customApiCallScenarios,
	...factorScenarios,
	...groupScenarios,
	...groupRuleScenarios,
	...linkedObjectScenarios,
	...userAccessScenarios,
	...explainScenarios,
	...offboardScenarios,
	...keyPairScenarios,
	...serviceAppScenarios,
	...userScenarios,
	...adminRoleScenarios,
	...deviceScenarios,
	...directoryScenarios,
	...eventHookScenarios,
	...identitySourceScenarios,
	...networkZoneScenarios,
	...orgScenarios,
	...policyScenarios,
	...schemaScenarios,
	...systemLogScenarios,
};

/** No more than an operation takes. */
export const scopesOf = ({ scopes, alsoScopes = [] }: Operation): OktaScope[] => [
	...scopes,
	...alsoScopes,
];
