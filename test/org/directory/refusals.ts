import { OktaError } from '../route';

const refusal =
	(status: number, errorCode: string, errorSummary: string) =>
	(...errorCauses: string[]): OktaError =>
		new OktaError({ status, errorCode, errorSummary, errorCauses });

export const alreadyActive = refusal(
	403,
	'E0000016',
	'Activation failed because the user is already active',
);
export const passwordResetFailed = refusal(403, 'E0000017', 'Password reset failed');
export const invalidDate = refusal(
	400,
	'E0000030',
	"Bad request. Invalid date. Dates must be of the form yyyy-MM-dd'T'HH:mm:ss.SSSZZ, e.g. 2013-01-01T12:00:00.000-07:00.",
);
export const invalidSearch = refusal(400, 'E0000031', 'Invalid search criteria.');
export const unlockForbidden = refusal(403, 'E0000032', 'Unlock is not allowed for this user.');
export const searchAndFilter = refusal(
	400,
	'E0000033',
	"Bad request. Can't specify a search query and filter in the same request.",
);
export const forgotPasswordForbidden = refusal(
	403,
	'E0000034',
	'Forgot password not allowed on specified user.',
);
export const wrongStatus = refusal(
	403,
	'E0000038',
	"This operation is not allowed in the user's current status.",
);
export const labelTaken = refusal(
	400,
	'E0000040',
	'Application label must not be the same as another existing application label.',
);
export const unassignForbidden = refusal(
	403,
	'E0000046',
	'Deactivate application for user forbidden.',
);
export const invalidFilter = refusal(400, 'E0000053', 'Invalid filter.');
export const sinceTooEarly = refusal(
	400,
	'E0000053',
	'Invalid parameter: The since parameter is over 180 days prior to the current day.',
);
export const deleteAppForbidden = refusal(403, 'E0000056', 'Delete application forbidden.');
export const unsupportedOperation = refusal(501, 'E0000060', 'Unsupported operation.');
export const wrongPasscode = refusal(403, 'E0000068', 'Invalid Passcode/Answer');
export const readOnlyAttribute = refusal(
	403,
	'E0000077',
	'Cannot modify the attribute because it is read-only.',
);
export const readOnlyAttributeNamed = (name: string): OktaError =>
	refusal(403, 'E0000077', `Cannot modify the ${name} attribute because it is read-only.`)();
export const passwordPolicyNotMet = refusal(
	403,
	'E0000080',
	'The password does not meet the complexity requirements of the current password policy.',
);
export const roleTypeForbids = refusal(
	400,
	'E0000091',
	'The provided role type was not the same as required role type.',
);
export const roleAlreadyAssigned = refusal(
	409,
	'E0000090',
	'The role specified is already assigned to the user.',
);
export const stillActivating = refusal(
	409,
	'E0000112',
	'Cannot update the user because they are still being activated. Please try again later.',
);
export const userInactive = refusal(
	403,
	'E0000117',
	'Cannot assign apps or update app profiles for an inactive user.',
);
export const expireNeedsPassword = refusal(
	400,
	'E0000124',
	'Could not create user. To create a user and expire their password immediately, a password must be specified',
);
export const expireNeedsActivation = refusal(
	400,
	'E0000125',
	'Could not create user. To create a user and expire their password immediately, "activate" must be true',
);
export const readOnlyObject = refusal(
	403,
	'E0000111',
	'Cannot modify the object because it is read-only.',
);
/** RFC 9110 section 13.1.1: the `If-Match` of a caller that read an older version. */
export const preconditionFailed = refusal(412, 'E0000001', 'Api validation failed: If-Match');
export const enumMismatch = refusal(
	400,
	'E0000123',
	'The enum and oneOf values of the property do not match.',
);
export const refusedUserType = refusal(403, 'E0000142', 'The user type cannot be deleted.');
export const smsCoolDown = refusal(
	429,
	'E0000109',
	'An SMS message was recently sent. Please wait 30 seconds before trying again.',
);
export const roleForThisGroup = refusal(
	400,
	'E0000194',
	'Roles can only be granted to Okta groups, AD groups and LDAP groups.',
);
export const roleForBuiltIn = refusal(
	400,
	'E0000211',
	'Roles cannot be granted to built-in groups.',
);
export const reconciling = refusal(
	423,
	'E0000239',
	'Policy priorities are being reconciled. Please try again later.',
);
export const conflictingLink = refusal(
	409,
	'E0000127',
	'The linked object definition conflicts with an existing one.',
);
export const deviceStatusForbids = refusal(
	403,
	'E0000152',
	'The operation is not allowed in the current status of the device.',
);
export const parameterMissing = (name: string): OktaError =>
	refusal(400, 'E0000028', `The request is missing a required parameter: ${name}`)();
