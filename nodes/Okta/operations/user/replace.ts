import { ifMatch } from '../../fields/concurrency';
import { recoveryQuestion } from '../../fields/credentials';
import { emailReactivated, ifDeactivated } from '../../fields/ifDeactivated';
import { userId } from '../../fields/user';
import { newProfile, realmId } from '../../fields/userProfile';
import { userTypeId } from '../../fields/userType';
import { changeUser } from '../../objects/changeUser';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Replace',
	value: 'replace',
	action: 'Replace user',
	description:
		'Write the whole profile of a user anew, and change the user type if another is chosen. Attributes left empty lose their value, which cannot be undone; Update keeps them.',
	final: true,
	route: 'PUT /api/v1/users/{userId}',
	also: ['GET /api/v1/users/{userId}', 'POST /api/v1/users/{userId}/lifecycle/activate'],
	scopes: ['okta.users.manage'],
	effect: { alreadySo: { never: 'the profile is written anew; Create or Update compares first' } },
	shaped: true,
	path: [userId],
	body: [{ field: userTypeId, as: 'type.id' }, newProfile],
	options: {
		header: [ifMatch],
		body: [...recoveryQuestion, realmId],
		controls: [emailReactivated, ifDeactivated],
	},
	leftOut: {
		'credentials.password': 'User: Set Password does that',
		strict: 'it is about passwords; User: Set Password has it',
	},

	run: async ({ okta, request, values }) =>
		await changeUser(okta, request, {
			choice: values.text('ifDeactivated'),
			sendEmail: values.flag('emailReactivated'),
		}),
};
