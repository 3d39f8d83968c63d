import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { createOrFind } from '../objects/createOrFind';
import type { Call, Placement } from '../table/operation';
import { toRows } from '../objects/rows';
import { isObject } from '../transport/json';
import { collect } from '../transport/okta';

/** The role as one user has it, not the role as such. */
export const roleAssignmentId: INodeProperties = {
	displayName: 'Role Assignment',
	name: 'roleAssignmentId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'One of the roles the user has, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a role of the user...',
			typeOptions: { searchListMethod: 'searchRolesOfUser', searchable: true },
		},
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. ra1b8bqjOjsU8UJFa0g4',
			hint: 'ID in the output of Assign to User and List for User',
		},
	],
};

/** Okta reads the targets of a role only if it is told of which kind they are. */
export const includeTargets: Placement = {
	field: {
		displayName: 'Include Targets',
		name: 'includeTargets',
		type: 'options',
		default: 'targets/groups',
		description: 'What each standard role is limited to, embedded in the role',
		options: [
			{ name: 'Apps', value: 'targets/catalog/apps' },
			{ name: 'Groups', value: 'targets/groups' },
		],
	},
	as: 'expand',
};

/** Roles that every org has. */
export const standardRoles: ReadonlyArray<{ name: string; value: string }> = [
	{ name: 'Access Certifications Administrator', value: 'ACCESS_CERTIFICATIONS_ADMIN' },
	{ name: 'Access Requests Administrator', value: 'ACCESS_REQUESTS_ADMIN' },
	{ name: 'API Access Management Administrator', value: 'API_ACCESS_MANAGEMENT_ADMIN' },
	{ name: 'Application Administrator', value: 'APP_ADMIN' },
	{ name: 'Group Administrator', value: 'USER_ADMIN' },
	{ name: 'Group Membership Administrator', value: 'GROUP_MEMBERSHIP_ADMIN' },
	{ name: 'Help Desk Administrator', value: 'HELP_DESK_ADMIN' },
	{ name: 'Organization Administrator', value: 'ORG_ADMIN' },
	{ name: 'Read-Only Administrator', value: 'READ_ONLY_ADMIN' },
	{ name: 'Report Administrator', value: 'REPORT_ADMIN' },
	{ name: 'Super Administrator', value: 'SUPER_ADMIN' },
	{ name: 'Workflows Administrator', value: 'WORKFLOWS_ADMIN' },
];

/** Stands for every role that an org made itself. */
const CUSTOM = 'CUSTOM';

export const roleType: INodeProperties = {
	displayName: 'Role',
	name: 'type',
	type: 'options',
	default: 'READ_ONLY_ADMIN',
	required: true,
	description: 'What the user is going to administer',
	options: [...standardRoles, { name: 'Custom Role', value: CUSTOM }].toSorted((a, b) =>
		a.name.localeCompare(b.name),
	),
};

export const customRoleId: INodeProperties = {
	displayName: 'Custom Role',
	name: 'customRoleId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { type: [CUSTOM] } },
	description: 'The role your org made, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a custom role...',
			typeOptions: { searchListMethod: 'searchCustomRoles', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. cr0Yq6IJxGIr0ouum0g3' },
	],
};

export const resourceSetId: INodeProperties = {
	displayName: 'Resource Set',
	name: 'resourceSetId',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	displayOptions: { show: { type: [CUSTOM] } },
	description: 'What the custom role extends to, chosen from a list or given by ID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Choose a resource set...',
			typeOptions: { searchListMethod: 'searchResourceSets', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. iamoJDFKaJxGIr0oamd9g' },
	],
};

/** Whether an assignment is the one that a request asks for. */
export function isSameRole(assignment: IDataObject, sent: IDataObject): boolean {
	const names = sent['type'] === CUSTOM ? ['type', 'role', 'resource-set'] : ['type'];
	return names.every((name) => assignment[name] === sent[name]);
}

/** For `run`: assigns a role, or puts out the assignment there is, if the form says so. */
export async function assignRole({ okta, request, values }: Call): Promise<IDataObject[]> {
	if (values.text('ifExists') !== 'return') {
		return toRows(await okta.send(request), request.method, {});
	}
	const wanted = isObject(request.body) ? request.body : {};
	const find = async () => {
		const assigned = await collect(okta.pages({ method: 'GET', path: request.path }, {}));
		// What comes through a group can end at any time, and is no assignment of one's own.
		return assigned.find((role) => role['assignmentType'] !== 'GROUP' && isSameRole(role, wanted));
	};
	return [(await createOrFind(okta, request, find)).object];
}
