import { accessGrantId, expirationDate, grantTimeZone } from '../../fields/entitlementGrant';
import type { Operation } from '../../table/operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Set End',
	value: 'update',
	action: 'Set end of entitlement grant',
	description: 'Change when a grant ends; a moment that is over ends it at once',
	route: 'PATCH /governance/api/v1/grants/{accessGrantId}',
	scopes: ['okta.governance.entitlements.manage'],
	effect: { outcome: 'updated', alreadySo: { never: 'what is filled in is sent as it is' } },
	repeat: 'harmless',
	shaped: true,
	path: [accessGrantId],
	body: [{ ...expirationDate, field: { ...expirationDate.field, required: true } }],
	options: { body: [grantTimeZone] },

	prepare(request, values) {
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: { id: values.text('accessGrantId'), ...body } };
	},
};
