import { UserError } from 'n8n-workflow';

import { type SearchAttribute, condition, toExpression } from '../../fields/conditions';
import { filter } from '../../fields/search';
import type { Operation } from '../../table/operation';
import { isEmpty } from '../../transport/json';

const equals = { operators: ['eq'] } as const;

/** What Okta's `filter` on apps knows. */
const attributes: readonly SearchAttribute[] = [
	{ name: 'Assigned User (ID)', value: 'user.id', ...equals },
	{ name: 'ID', value: 'id', ...equals },
	{ name: 'Kind of App (Name)', value: 'name', ...equals },
	{ name: 'Signing Key ID', value: 'credentials.signing.kid', ...equals },
	{ name: 'Single Logout', value: 'settings.slo.enabled', kind: 'boolean', ...equals },
	{ name: 'Status', value: 'status', choices: ['ACTIVE', 'INACTIVE'], ...equals },
];

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many applications',
	description: 'List app integrations, or only those that meet a condition',
	route: 'GET /api/v1/apps',
	scopes: ['okta.apps.read'],
	shaped: true,
	list: { pageSize: 200 },
	controls: [condition(attributes)],
	options: {
		query: [
			{
				...filter,
				placeholder: 'e.g. status eq "ACTIVE"',
				description:
					'One comparison over a property that Okta filters apps by, instead of Condition',
			},
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. Sales',
				description: 'Returns apps whose name or label starts with this text',
			},
			{
				displayName: 'Expand',
				name: 'expand',
				type: 'string',
				default: '',
				placeholder: 'e.g. user/00ub0oNGTSWTBKOLGLNR',
				description:
					'A user whose assignment is embedded in each app, as user/ and the user ID. Goes with a Filter by the same user.',
			},
			{
				displayName: 'Include Inactive',
				name: 'includeNonDeleted',
				type: 'boolean',
				default: true,
				description: 'Whether to list apps, too, that are inactive but not deleted',
			},
			{
				displayName: 'Include VPN Settings',
				name: 'alwaysIncludeVpnSettings',
				type: 'boolean',
				default: true,
				description:
					'Whether to show the VPN notification of each app even where it is switched off',
			},
			{
				displayName: 'Short Answer',
				name: 'useOptimization',
				type: 'boolean',
				default: true,
				description: 'Whether Okta returns a part of each app only, which is faster',
			},
		],
	},

	prepare(request, values) {
		const rows = values.get('condition');
		if (isEmpty(rows)) return request;
		if (values.text('filter') !== '') {
			throw new UserError('Okta takes one comparison on apps, and here are two', {
				description:
					'Nothing was sent to Okta. Remove either Condition or the Filter in the options.',
			});
		}
		return { ...request, query: { ...request.query, filter: toExpression(rows, attributes) } };
	},
};
