import type { INodeProperties } from 'n8n-workflow';

import type { Values } from '../table/values';

export const includeManager: INodeProperties = {
	displayName: 'Include Manager',
	name: 'includeManager',
	type: 'boolean',
	default: true,
	description:
		"Whether to embed the manager's name, email and login. Managers take one more request for each twenty of them.",
};

export const managerAttribute: INodeProperties = {
	displayName: 'Manager Attribute',
	name: 'managerAttribute',
	type: 'string',
	default: 'managerId',
	description:
		'Variable name of the attribute that says who the manager of a user is, by ID, login, email or employee number; managerId unless set',
};

/** The attribute that managers are looked up by; none where they aren't asked for. */
export function managerAttributeOf(values: Values): string | undefined {
	if (!values.flag('includeManager')) return undefined;
	return values.text('managerAttribute') || 'managerId';
}
