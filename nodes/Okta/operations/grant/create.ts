import type { IDataObject } from 'n8n-workflow';

import {
	bundleId,
	expirationDate,
	grantedApp,
	grantedValues,
	grantee,
	grantTimeZone,
	grantType,
} from '../../fields/entitlementGrant';
import { commaSeparated } from '../../objects/convert';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, isObjectList, nest } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create entitlement grant for user',
	description:
		'Give a user a bundle of entitlements, chosen values of entitlements, or what the policy of an app says, for good or until a date',
	route: 'POST /governance/api/v1/grants',
	scopes: ['okta.governance.entitlements.manage'],
	effect: {
		outcome: 'granted',
		alreadySo: { never: 'Okta decides whether the same can be granted twice' },
	},
	// Which app a bundle is of, and so where to look for the grant, is not known.
	repeat: 'never',
	shaped: true,
	body: [grantee, grantType, bundleId, grantedApp],
	controls: [grantedValues],
	fixed: { body: { targetPrincipal: { type: 'OKTA_USER' } } },
	options: {
		body: [
			{
				displayName: 'Action',
				name: 'action',
				type: 'options',
				default: 'ALLOW',
				description: 'Whether the user is to have it, or must not have it',
				options: [
					{ name: 'Allow', value: 'ALLOW' },
					{ name: 'Deny', value: 'DENY' },
				],
			},
			expirationDate,
			grantTimeZone,
		],
	},
	leftOut: { actor: 'Okta takes API unless it is told otherwise, which is what it is' },

	prepare(request, values) {
		const type = values.text('grantType');
		if (type === 'ENTITLEMENT-BUNDLE') return request;
		const body = isObject(request.body) ? request.body : {};
		return {
			...request,
			body: nest(body, [
				['target.type', 'APPLICATION'],
				...(type === 'CUSTOM'
					? [['entitlements', entitlementsIn(values)] satisfies [string, unknown]]
					: []),
			]),
		};
	},
};

function entitlementsIn(values: Values): IDataObject[] {
	const { entitlement: rows } = values.object('grantedValues');
	return (isObjectList(rows) ? rows : []).map(({ id, values: ids }) => ({
		id,
		values: commaSeparated(ids ?? '').map((valueId) => ({ id: valueId })),
	}));
}
