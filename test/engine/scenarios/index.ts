import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Operation } from '../../../nodes/Okta/table/operation';
import { applicationScenarios } from './application';
import { accessRequestScenarios } from './accessRequest';
import { campaignScenarios } from './campaign';
import { customApiCallScenarios } from './customApiCall';
import { factorScenarios } from './factor';
import { groupScenarios } from './group';
import { adminRoleScenarios } from './adminRole';
import { deviceScenarios } from './device';
import { directoryScenarios } from './directory';
import { eventHookScenarios } from './eventHook';
import { identitySourceScenarios } from './identitySource';
import { inlineHookScenarios } from './inlineHook';
import { networkZoneScenarios } from './networkZone';
import { explainScenarios } from './explain';
import { offboardScenarios } from './offboard';
import { orgScenarios } from './org';
import { policyScenarios } from './policy';
import { entitlementScenarios } from './entitlement';
import { deviceAssuranceScenarios } from './deviceAssurance';
import { realmScenarios } from './realm';
import { requestConditionScenarios } from './requestCondition';
import { schemaScenarios } from './schema';
import { systemLogScenarios } from './systemLog';
import { groupRuleScenarios } from './groupRule';
import { linkedObjectScenarios } from './linkedObject';
import { keyPairScenarios } from './keyPair';
import type { Scenarios } from './scenario';
import { serviceAppScenarios } from './serviceApp';
import { userScenarios } from './user';
import { userAccessScenarios } from './userAccess';
import { webAuthnScenarios } from './webAuthn';

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
	...campaignScenarios,
	...accessRequestScenarios,
	...requestConditionScenarios,
	...deviceAssuranceScenarios,
	...realmScenarios,
	...entitlementScenarios,
	...customApiCallScenarios,
	...factorScenarios,
	...groupScenarios,
	...groupRuleScenarios,
	...linkedObjectScenarios,
	...userAccessScenarios,
	...webAuthnScenarios,
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
	...inlineHookScenarios,
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
