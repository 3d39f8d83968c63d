import { applicationScenarios } from './application';
import { customApiCallScenarios } from './customApiCall';
import { groupScenarios } from './group';
import { adminRoleScenarios } from './adminRole';
import { deviceScenarios } from './device';
import { eventHookScenarios } from './eventHook';
import { networkZoneScenarios } from './networkZone';
import { orgScenarios } from './org';
import { policyScenarios } from './policy';
import { schemaScenarios } from './schema';
import { systemLogScenarios } from './systemLog';
import type { Scenarios } from './scenario';
import { userScenarios } from './user';

export {
	aText,
	byId,
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
	...groupScenarios,
	...userScenarios,
	...adminRoleScenarios,
	...deviceScenarios,
	...eventHookScenarios,
	...networkZoneScenarios,
	...orgScenarios,
	...policyScenarios,
	...schemaScenarios,
	...systemLogScenarios,
};
