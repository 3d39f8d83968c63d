import { applicationScenarios } from './application';
import { customApiCallScenarios } from './customApiCall';
import { factorScenarios } from './factor';
import { groupScenarios } from './group';
import { groupRuleScenarios } from './groupRule';
import { linkedObjectScenarios } from './linkedObject';
import type { Scenarios } from './scenario';
import { userScenarios } from './user';
import { userAccessScenarios } from './userAccess';

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
	...factorScenarios,
	...groupScenarios,
	...groupRuleScenarios,
	...linkedObjectScenarios,
	...userAccessScenarios,
	...userScenarios,
};
