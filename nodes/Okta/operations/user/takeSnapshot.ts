import { binaryField } from '../../fields/binaryField';
import { userId } from '../../fields/user';
import { OfRun } from '../../jobs/offboard/ofRun';
import { Person } from '../../jobs/offboard/person';
import { takeSnapshot, toJson } from '../../jobs/offboard/snapshot';
import type { Operation, Output } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Take Snapshot',
	value: 'takeSnapshot',
	action: 'Take snapshot of user',
	description:
		'Put out as one item everything that is needed to put a user back later: profile, status, groups, personal apps, admin roles, linked users, and which factors and devices there are. No secret is in it.',
	route: 'GET /api/v1/users/{userId}',
	also: [
		'GET /api/v1/users/{userId}/groups',
		'GET /api/v1/users/{userId}/factors',
		'GET /api/v1/users/{userId}/devices',
	],
	scopes: ['okta.users.read'],
	variants: [
		{
			name: 'Rules of Groups, and Owned Groups',
			route: 'GET /api/v1/groups/rules',
			also: ['GET /api/v1/groups', 'GET /api/v1/groups/{groupId}/owners'],
			scopes: ['okta.groups.read'],
		},
		{ name: 'Personal Apps', route: 'GET /api/v1/apps', scopes: ['okta.apps.read'] },
		{
			name: 'Admin Roles',
			route: 'GET /api/v1/users/{userId}/roles',
			also: [
				'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/groups',
				'GET /api/v1/users/{userId}/roles/{roleAssignmentId}/targets/catalog/apps',
			],
			scopes: ['okta.roles.read'],
		},
		{
			name: 'Linked Users',
			route: 'GET /api/v1/meta/schemas/user/linkedObjects',
			also: ['GET /api/v1/users/{userId}/linkedObjects/{relationshipName}'],
			scopes: ['okta.linkedObjects.read'],
		},
	],
	path: [userId],
	options: {
		controls: [
			{
				displayName: 'Also as File',
				name: 'asFile',
				type: 'boolean',
				default: true,
				description: 'Whether to put out the snapshot as a JSON file, too, to be kept somewhere',
			},
			{
				displayName: 'Include Owned Groups',
				name: 'ownedGroups',
				type: 'boolean',
				default: true,
				description:
					'Whether to find out which groups the user owns. Okta has no list of them: it takes a request for each group of the org, once for all items.',
			},
			binaryField,
		],
	},
	leftOut: {
		expand: 'what keeps somebody from signing in passes by itself, and is not to be put back',
		'Content-Type': 'there is one user to read, and leaving parts out would save nothing',
	},

	/** Rules, relationships and owners are read once for all items. */
	async runAll(_, ofEach) {
		const run = new OfRun();
		return await ofEach(async ({ okta, request, values, host }): Promise<Output[]> => {
			const user = await sendForObject(okta, request);
			const id = values.text('userId');
			const withOwnedGroups = values.flag('ownedGroups');
			const taken = await takeSnapshot(okta, new Person(okta, id, run), user, {
				withOwnedGroups,
			});
			const json = toJson(taken);
			if (!values.flag('asFile')) return [{ json }];
			const content = Buffer.from(JSON.stringify(json, null, '\t'));
			const file = await host.store(content, `okta-user-${id}.json`, 'application/json');
			return [{ json, binary: { [values.text('binaryField') || 'data']: file } }];
		});
	},
};
