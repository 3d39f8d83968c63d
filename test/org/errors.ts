import { OktaError, type Reply } from './route';
import { randomId } from './ids';

/**
 * A refusal that is not in the shape of Okta's API errors: answers of the token endpoint and the
 * empty bodies of OAuth-protected resources.
 */
export class Refusal extends Error {
	readonly reply: Reply;

	constructor(summary: string, reply: Reply) {
		super(summary);
		this.reply = reply;
	}
}

/** RFC 6749 section 5.2: the only shape the token endpoint refuses in. */
export const oauthError = (
	status: number,
	error: string,
	description: string,
	headers?: Record<string, string>,
): Refusal =>
	new Refusal(`${error}: ${description}`, {
		status,
		headers,
		body: { error, error_description: description },
	});

/** Okta's error object for the management API. */
export const oktaErrorReply = ({ detail }: OktaError): Reply => ({
	status: detail.status,
	body: {
		errorCode: detail.errorCode,
		errorSummary: detail.errorSummary,
		errorLink: detail.errorCode,
		errorId: randomId('oae'),
		errorCauses: (detail.errorCauses ?? []).map((errorSummary) => ({ errorSummary })),
	},
});

const error =
	(status: number, errorCode: string, errorSummary: string) =>
	(...errorCauses: string[]): OktaError =>
		new OktaError({ status, errorCode, errorSummary, errorCauses });

/** E0000001. `field` is named in the summary, the causes say what is wrong with it. */
export const validationFailed = (field: string, ...errorCauses: string[]): OktaError =>
	new OktaError({
		status: 400,
		errorCode: 'E0000001',
		errorSummary: `Api validation failed: ${field}`,
		errorCauses,
	});

/** E0000007. `kind` is Okta's name of the object's type, such as `User`, `UserGroup`, `AppInstance`. */
export const notFound = (id: string, kind: string): OktaError =>
	new OktaError({
		status: 404,
		errorCode: 'E0000007',
		errorSummary: `Not found: Resource not found: ${id} (${kind})`,
	});

export const malformedBody = error(400, 'E0000003', 'The request body was not well-formed.');
export const invalidSession = error(403, 'E0000005', 'Invalid session');
export const notPermitted = error(
	403,
	'E0000006',
	'You do not have permission to perform the requested action',
);
export const noSuchPath = error(404, 'E0000008', 'The requested path was not found');
export const internalError = error(500, 'E0000009', 'Internal Server Error');
export const readOnlyMode = error(503, 'E0000010', 'Service is in read only mode');
export const invalidToken = error(401, 'E0000011', 'Invalid token provided');
export const featureMissing = error(
	401,
	'E0000015',
	'You do not have permission to access the feature you are requesting',
);
export const noSuchRepresentation = error(
	400,
	'E0000019',
	'Bad request. Accept and/or Content-Type headers likely do not match supported values.',
);
export const unsupportedContentType = error(
	400,
	'E0000021',
	'Bad request.  Accept and/or Content-Type headers likely do not match supported values.',
);
export const methodNotSupported = error(
	405,
	'E0000022',
	'The endpoint does not support the provided HTTP method',
);
export const invalidPaging = error(400, 'E0000029', 'Invalid paging request.');
export const tooManyRequests = error(
	429,
	'E0000047',
	'API call exceeded rate limit due to too many requests.',
);
export const notAcceptable = error(
	406,
	'E0000122',
	"Accept Header did not contain supported media type 'application/json'",
);
