import type { INode } from 'n8n-workflow';

import { refusesToken, toApiError, wantsNonce } from '../../../nodes/Okta/transport/refusals';
import type { OktaReply, OktaRequest } from '../../../nodes/Okta/transport/types';

const node: INode = {
	id: '1',
	name: 'Okta Admin',
	type: 'n8n-nodes-okta.okta',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

const request: OktaRequest = {
	method: 'POST',
	path: '/api/v1/users',
	headers: { 'If-Match': 'secret-looking' },
	body: { credentials: { password: { value: 'correct horse' } } },
};

function explain(reply: Partial<OktaReply>) {
	const { message, description, httpCode } = toApiError(
		node,
		{ status: 400, headers: {}, body: '', ...reply },
		request,
	);
	return { message, description, httpCode };
}

describe('toApiError', () => {
	it('names the first cause in the title and the others in the description, each once', () => {
		const reply = {
			headers: { 'x-okta-request-id': 'reqA' },
			body: {
				errorCode: 'E0000001',
				errorSummary: 'Api validation failed: login',
				errorLink: 'E0000001',
				errorId: 'oaeB',
				errorCauses: [
					{ errorSummary: 'login: An object with this field already exists' },
					{ errorSummary: 'email: Does not match required pattern' },
				],
			},
		};
		expect(explain(reply)).toEqual({
			message: 'Okta refused the values: login: An object with this field already exists',
			description: [
				'email: Does not match required pattern.',
				'HTTP 400, E0000001, Okta request ID reqA.',
			].join('\n'),
			httpCode: '400',
		});
	});

	it('reads the missing scope from the challenge, since the body is empty', () => {
		const challenge =
			'Bearer authorization_uri="http://acme.okta.com/oauth2/v1/authorize", realm="http://acme.okta.com", ' +
			'scope="okta.users.manage", error="insufficient_scope", ' +
			'error_description="The access token provided does not contain the required scopes.", resource="/api/v1/users"';
		const { message, description } = explain({
			status: 403,
			headers: { 'www-authenticate': challenge, 'x-okta-request-id': 'reqA' },
		});
		expect(message).toBe('The access token lacks the scope okta.users.manage');
		expect(description).toContain('grant the scope under Okta API Scopes');
		expect(description).toContain('HTTP 403, insufficient_scope, Okta request ID reqA.');
	});

	it('tells a missing role from a missing scope', () => {
		const { message, description } = explain({
			status: 403,
			body: { errorCode: 'E0000006', errorSummary: 'You do not have permission', errorCauses: [] },
		});
		expect(message).toBe('The admin role of the service app does not allow this');
		expect(description).toContain('Admin roles');
	});

	it('tells both kinds of rate limit apart', () => {
		const body = {
			errorCode: 'E0000047',
			errorSummary: 'API call exceeded rate limit',
			errorCauses: [],
		};
		const limited = (limit: string) =>
			explain({ status: 429, headers: { 'x-rate-limit-limit': limit }, body }).message;
		expect(limited('600')).toBe("The org's rate limit is used up");
		expect(limited('0')).toBe('Okta is answering too many requests at the same time');
	});

	it('takes the summary for a title where nothing more is known', () => {
		const { message, description } = explain({
			status: 404,
			body: { errorCode: 'E0000007', errorSummary: 'Not found: 00u1 (User)', errorId: 'oaeB' },
		});
		expect(message).toBe('Not found: 00u1 (User)');
		expect(description).toContain('HTTP 404, E0000007, Okta request ID oaeB.');
	});

	it.each([
		[404, '<html>', 'Okta found nothing at this address'],
		[302, '', 'Okta sent the request elsewhere'],
		[502, 'Bad Gateway', 'Okta answered with HTTP status 502'],
		[401, '', 'Okta did not accept the access token'],
	])('has a title for a bare %i', (status, body, title) => {
		expect(explain({ status, body }).message).toBe(title);
	});

	it('keeps what was sent to itself', () => {
		const error = toApiError(node, { status: 400, headers: {}, body: '' }, request);
		expect(JSON.stringify(error)).not.toMatch(/correct horse|secret-looking/);
	});
});

describe('what a 401 means', () => {
	const challenged = (error: string): OktaReply => ({
		status: 401,
		headers: { 'www-authenticate': `DPoP algs="RS256 ES256", error="${error}"` },
		body: '',
	});

	it('is the token in most cases', () => {
		expect(refusesToken(challenged('invalid_token'))).toBe(true);
		expect(refusesToken({ status: 401, headers: {}, body: '' })).toBe(true);
		expect(refusesToken({ status: 401, headers: {}, body: { errorCode: 'E0000011' } })).toBe(true);
	});

	it('is the token when a proof has the time of another clock, which is kept beside it', () => {
		const dated = (description: string) => ({
			status: 400,
			headers: {
				'www-authenticate': `DPoP error="invalid_dpop_proof", error_description="${description}"`,
			},
			body: '',
		});
		expect(refusesToken(dated('The DPoP proof JWT is issued in the future.'))).toBe(true);
		expect(refusesToken(dated("The DPoP proof JWT 'htu' claim is invalid."))).toBe(false);
	});

	it('is not the token when a feature is missing, a proof is wrong or the status is another', () => {
		expect(refusesToken({ status: 401, headers: {}, body: { errorCode: 'E0000015' } })).toBe(false);
		expect(refusesToken(challenged('invalid_dpop_proof'))).toBe(false);
		expect(refusesToken({ ...challenged('invalid_token'), status: 403 })).toBe(false);
	});

	it('is the nonce when Okta says so', () => {
		expect(wantsNonce(challenged('use_dpop_nonce'))).toBe(true);
		expect(wantsNonce(challenged('invalid_token'))).toBe(false);
	});
});
