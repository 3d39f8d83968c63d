import { conditions, narrowed } from '../../fields/conditions';
import { ofApp } from '../../fields/entitlement';
import { grantAttributes, include } from '../../fields/entitlementGrant';
import { governanceList } from '../../objects/governance';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many entitlement grants of application',
	description: 'List what is granted of an app at present, to everybody or to one user',
	route: 'GET /governance/api/v1/grants',
	scopes: ['okta.governance.entitlements.read'],
	shaped: true,
	query: [ofApp('target')],
	controls: [conditions(grantAttributes)],
	list: governanceList,
	options: { query: [include] },

	prepare: (request, values) => narrowed(request, values, grantAttributes),
};
