import { clientId } from '../../fields/serviceApp';
import { unlessListed } from '../../objects/findLost';
import { isSameRole } from '../../objects/roles';
import { isListed } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

const custom = { show: { type: ['CUSTOM'] } };

export const operation: Operation = {
	name: 'Assign Role',
	value: 'assignRole',
	action: 'Assign role to service app',
	description:
		'Give a service app an admin role, which says for which objects its scopes count. Takes a super administrator.',
	route: 'POST /oauth2/v1/clients/{clientId}/roles',
	also: ['GET /oauth2/v1/clients/{clientId}/roles'],
	scopes: ['okta.roles.manage'],
	effect: {
		outcome: 'assigned',
		alreadySo: { before: isListed(isSameRole) },
	},
	repeat: unlessListed({ isIt: isSameRole }),
	shaped: true,
	path: [clientId],
	body: [
		{
			displayName: 'Role',
			name: 'type',
			type: 'options',
			default: 'READ_ONLY_ADMIN',
			description: 'Standard admin role, or one the org has made itself',
			options: [
				{ name: 'Access Certifications Administrator', value: 'ACCESS_CERTIFICATIONS_ADMIN' },
				{ name: 'Access Requests Administrator', value: 'ACCESS_REQUESTS_ADMIN' },
				{ name: 'API Access Management Administrator', value: 'API_ACCESS_MANAGEMENT_ADMIN' },
				{ name: 'Application Administrator', value: 'APP_ADMIN' },
				{ name: 'Custom', value: 'CUSTOM' },
				{ name: 'Group Administrator', value: 'USER_ADMIN' },
				{ name: 'Group Membership Administrator', value: 'GROUP_MEMBERSHIP_ADMIN' },
				{ name: 'Help Desk Administrator', value: 'HELP_DESK_ADMIN' },
				{ name: 'Organization Administrator', value: 'ORG_ADMIN' },
				{ name: 'Read-Only Administrator', value: 'READ_ONLY_ADMIN' },
				{ name: 'Report Administrator', value: 'REPORT_ADMIN' },
				{ name: 'Super Administrator', value: 'SUPER_ADMIN' },
				{ name: 'Workflows Administrator', value: 'WORKFLOWS_ADMIN' },
			],
		},
		{
			displayName: 'Custom Role ID',
			name: 'role',
			type: 'string',
			default: '',
			displayOptions: custom,
			placeholder: 'e.g. cr0Yq6IJxGIr0ouum0g3',
			description: 'ID of the role the org has made itself',
		},
		{
			field: {
				displayName: 'Resource Set ID',
				name: 'resourceSet',
				type: 'string',
				default: '',
				displayOptions: custom,
				placeholder: 'e.g. iamoJDFKaJxGIr0oamd9g',
				description: 'ID of the set of objects the custom role is for',
			},
			as: 'resource-set',
		},
	],
};
