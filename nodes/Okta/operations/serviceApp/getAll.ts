import type { IDataObject } from 'n8n-workflow';

import { clientSecret, includeClientSecret } from '../../fields/serviceApp';
import { isServiceApp, oauthApps } from '../../objects/serviceApps';
import type { Operation } from '../../table/operation';

const pageSize = 200;

export const operation: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many service apps',
	description: 'List the service apps of the org with their settings and public keys',
	route: 'GET /api/v1/apps',
	scopes: ['okta.apps.read'],
	shaped: true,
	secrets: clientSecret,
	list: { pageSize },
	options: {
		query: [
			{
				displayName: 'Name Starts With',
				name: 'q',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n',
				description: 'Returns service apps whose label starts with this text',
			},
		],
		controls: [includeClientSecret],
	},
	leftOut: {
		alwaysIncludeVpnSettings: 'service apps have no VPN settings',
		expand: 'users are not assigned to service apps',
		filter: 'used to find OAuth apps',
		includeNonDeleted: "leaves out inactive apps only, by Okta's default",
		useOptimization: 'leaves out the settings that tell a service app from others',
	},

	prepare(request, values) {
		if (values.text('q') !== '') return request;
		return { ...request, query: { ...request.query, filter: oauthApps } };
	},

	/** Okta has no filter for service apps, so the limit can't be left to it. */
	async run({ okta, request, values }) {
		const limit = values.number('limit') ?? Infinity;
		const found: IDataObject[] = [];
		for await (const page of okta.pages(request, { pageSize })) {
			found.push(...page.filter(isServiceApp));
			if (found.length >= limit) break;
		}
		return found.slice(0, limit);
	},
};
