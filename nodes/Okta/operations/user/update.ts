import { ifMatch } from '../../fields/concurrency';
import { recoveryQuestion } from '../../fields/credentials';
import { emptyValues } from '../../fields/emptyValues';
import { emailReactivated, ifDeactivated } from '../../fields/ifDeactivated';
import { userId } from '../../fields/user';
import { clear, profileChanges, realmId, withCleared } from '../../fields/userProfile';
import { userTypeId } from '../../fields/userType';
import { changeUser } from '../../objects/changeUser';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update user',
	description:
		'Change attributes of a user; attributes left empty keep their value. Okta ignores changes to deactivated users unless the org allows them.',
	route: 'POST /api/v1/users/{userId}',
	also: ['GET /api/v1/users/{userId}', 'POST /api/v1/users/{userId}/lifecycle/activate'],
	scopes: ['okta.users.manage'],
	effect: {
		alreadySo: { never: 'what is filled in is sent as it is; Create or Update compares first' },
	},
	repeat: 'harmless',
	shaped: true,
	path: [userId],
	body: [profileChanges],
	options: {
		header: [ifMatch],
		body: [...recoveryQuestion, realmId],
		controls: [clear, emailReactivated, emptyValues, ifDeactivated, userTypeId],
	},
	leftOut: {
		'credentials.password': 'User: Set Password does that',
		strict: 'it is about passwords; User: Set Password has it',
		type: 'User: Replace changes the user type',
	},
	prepare: withCleared,

	run: async ({ okta, request, values }) =>
		await changeUser(okta, request, {
			choice: values.text('ifDeactivated'),
			sendEmail: values.flag('emailReactivated'),
		}),
};
