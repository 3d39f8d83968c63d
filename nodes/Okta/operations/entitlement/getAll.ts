import { conditions, narrowed } from '../../fields/conditions';
import { entitlementAttributes, ofApp } from '../../fields/entitlement';
import { sortBy } from '../../fields/sorting';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many entitlements of application',
	description: 'List the entitlements of an app, without their values',
	route: 'GET /governance/api/v1/entitlements',
	scopes: ['okta.governance.entitlements.read'],
	shaped: true,
	query: [ofApp('parent')],
	controls: [conditions(entitlementAttributes)],
	list: governanceList,
	options: {
		query: [
			sortBy([
				['Name', 'name asc'],
				['Newest First', 'created desc'],
			]),
		],
	},

	prepare: (request, values) => narrowed(request, values, entitlementAttributes),
};
