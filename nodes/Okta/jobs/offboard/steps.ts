import type { OktaScope } from '../../../../credentials/oauth/scopes';

/** A step as the form offers it. */
export interface StepOption<Name extends string = StepName> {
	value: Name;
	name: string;
	description: string;
	/** What it takes beside reading and changing users. */
	scope?: OktaScope;
}

export type StepName =
	| 'snapshot'
	| 'suspend'
	| 'sessions'
	| 'universalLogout'
	| 'grants'
	| 'adminRoles'
	| 'factors'
	| 'apps'
	| 'groups'
	| 'linkedObjects'
	| 'ownership'
	| 'deactivate'
	| 'erase';

/** All steps of an offboarding in the order they are done. */
export const offboardSteps: readonly StepOption[] = [
	{
		value: 'snapshot',
		name: 'Take Snapshot',
		description:
			'Put what the user has into the report first, as Take Snapshot does, so that all this can be undone',
	},
	{
		value: 'suspend',
		name: 'Suspend',
		description: 'Keep the user from signing in from this moment on',
	},
	{
		value: 'sessions',
		name: 'End Sessions and Tokens',
		description: 'Sign the user out of Okta, and revoke the tokens apps have from it',
	},
	{
		value: 'universalLogout',
		name: 'Universal Logout',
		description: 'Sign the user out of apps that support it, too, where the org has the licence',
		scope: 'okta.universalLogout.manage',
	},
	{
		value: 'grants',
		name: 'Revoke Consents and App Tokens',
		description: 'Take back what the user allowed apps to do, and tokens that are left',
	},
	{
		value: 'adminRoles',
		name: 'Remove Admin Roles',
		description: 'Roles of the user; those that come through a group are listed',
		scope: 'okta.roles.manage',
	},
	{
		value: 'factors',
		name: 'Remove Factors',
		description: 'All second factors. They can never be put back.',
	},
	{
		value: 'apps',
		name: 'Unassign Personal Apps',
		description: 'Apps assigned to the user, not to a group. Accounts in them may be deactivated.',
		scope: 'okta.apps.manage',
	},
	{
		value: 'groups',
		name: 'Leave Groups',
		description: 'Groups that Okta itself manages; those of apps, directories and rules are listed',
		scope: 'okta.groups.manage',
	},
	{
		value: 'linkedObjects',
		name: 'Hand Over Linked Users',
		description: "The user's reports get a new manager, and the user has none any more",
		scope: 'okta.linkedObjects.read',
	},
	{
		value: 'ownership',
		name: 'Hand Over Owned Groups',
		description:
			'Groups the user owns get another owner; takes a request for each group of the org',
		scope: 'okta.groups.manage',
	},
	{
		value: 'deactivate',
		name: 'Deactivate',
		description: 'End the account; the profile stays, and the user can be activated again',
	},
	{
		value: 'erase',
		name: 'Erase Account',
		description: 'For a later run that takes the report of the first one. This cannot be undone.',
	},
];

export type ContainStep = 'suspend' | 'expirePassword' | 'sessions' | 'quarantine' | 'factors';

/** All steps of a containment in the order they are done. */
export const containSteps: ReadonlyArray<StepOption<ContainStep>> = [
	{
		value: 'suspend',
		name: 'Suspend',
		description: 'Keep the user from signing in until Release',
	},
	{
		value: 'expirePassword',
		name: 'Expire Password',
		description:
			'The user has to choose a new one at the next sign-in. Okta does not do that to who is suspended; Release can do it then.',
	},
	{
		value: 'sessions',
		name: 'End Sessions and Tokens',
		description: 'Sign the user out of Okta, and revoke the tokens apps have from it',
	},
	{
		value: 'quarantine',
		name: 'Put Into Quarantine Group',
		description: "A group of yours, for which the org's policies allow less",
		scope: 'okta.groups.manage',
	},
	{
		value: 'factors',
		name: 'Remove Factors',
		description: 'All second factors. They can never be put back.',
	},
];

export type RestoreStep =
	| 'account'
	| 'groups'
	| 'apps'
	| 'linkedObjects'
	| 'ownership'
	| 'adminRoles';

/** All steps of a restoration in the order they are done. */
export const restoreSteps: ReadonlyArray<StepOption<RestoreStep>> = [
	{
		value: 'account',
		name: 'Bring Back Account',
		description:
			'Activate or unsuspend the user; one that was erased gets a new account with the old profile and type',
	},
	{
		value: 'groups',
		name: 'Put Back Into Groups',
		description: 'Groups that Okta itself manages, and out of the exceptions of group rules',
		scope: 'okta.groups.manage',
	},
	{
		value: 'apps',
		name: 'Assign Personal Apps',
		description: 'Apps that were assigned to the user, with what the profile in each app held',
		scope: 'okta.apps.manage',
	},
	{
		value: 'linkedObjects',
		name: 'Link Users',
		description: "The user's manager and reports, as far as nobody gave them others since",
		scope: 'okta.linkedObjects.read',
	},
	{
		value: 'ownership',
		name: 'Give Back Owned Groups',
		description: 'Groups the user owned; whom Offboard made their owner is so no more',
		scope: 'okta.groups.manage',
	},
	{
		value: 'adminRoles',
		name: 'Assign Admin Roles',
		description: 'Roles the user had, each limited to what it was limited to',
		scope: 'okta.roles.manage',
	},
];

/** Steps as the form lists them. */
export function choicesOf(
	steps: ReadonlyArray<StepOption<string>>,
): Array<{ name: string; value: string; description: string }> {
	return steps
		.map(({ name, value, description }) => ({ name, value, description }))
		.toSorted((a, b) => a.name.localeCompare(b.name));
}
