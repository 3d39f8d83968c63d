import type { IDataObject } from 'n8n-workflow';
import { detailOf, type EventDetail } from '../../../nodes/Okta/objects/eventDetail';
import { event, jane } from './support';

const nothing: EventDetail = {
	changes: null,
	factor: null,
	ipAddress: null,
	country: null,
	city: null,
	device: null,
	risk: null,
	zone: null,
};
const debugData = (data: IDataObject): IDataObject => ({ debugContext: { debugData: data } });
const berlin = { city: 'Berlin', country: 'Germany' };
const okta = { id: 'pfd1', type: 'AuthenticatorEnrollment', displayName: 'Okta Verify' };

describe('what an event says of how and from where', () => {
	it.each<[string, IDataObject, Partial<EventDetail>]>([
		['nothing', {}, {}],
		['nothing in what is there', { client: null, device: null, debugContext: null }, {}],
		[
			'the client',
			{
				client: {
					ipAddress: '192.0.2.7',
					device: 'Computer',
					zone: 'Office, VPN',
					geographicalContext: berlin,
				},
			},
			{ ipAddress: '192.0.2.7', ...berlin, device: 'Computer', zone: 'Office, VPN' },
		],
		[
			"Okta's words for what it does not know",
			{ client: { ipAddress: null, device: 'Unknown', zone: 'null', geographicalContext: null } },
			{},
		],
		[
			'a registered device before its kind',
			{ client: { device: 'Computer' }, device: { name: 'MacBook of Jane' } },
			{ device: 'MacBook of Jane' },
		],
		[
			'the chain of addresses, where there is no client',
			{
				request: {
					ipChain: [{ ip: '192.0.2.8', geographicalContext: berlin }, { ip: '10.0.0.1' }],
				},
			},
			{ ipAddress: '192.0.2.8', ...berlin },
		],
		[
			'an address for the actor',
			{ actor: { type: 'IP address', id: '198.51.100.4', alternateId: 'unknown' } },
			{ ipAddress: '198.51.100.4' },
		],
		['one attribute', debugData({ changedAttributes: 'login' }), { changes: ['login'] }],
		[
			'several attributes',
			debugData({ changedAttributes: 'lastName, firstName,lastName' }),
			{ changes: ['lastName', 'firstName'] },
		],
		['attributes as a list', debugData({ changedAttributes: ['title'] }), { changes: ['title'] }],
		['no attribute', debugData({ changedAttributes: '' }), {}],
		[
			'a target as it was and as it is',
			{
				target: [
					{
						...jane,
						changeDetails: { from: { a: 1, b: [1], c: null }, to: { a: 1, b: [2], d: 3 } },
					},
				],
			},
			{ changes: ['b', 'd'] },
		],
		[
			'a factor',
			{ ...debugData({ factor: 'OKTA_VERIFY_PUSH' }), target: [jane, okta] },
			{ factor: 'OKTA_VERIFY_PUSH' },
		],
		['an authenticator', { target: [jane, okta] }, { factor: 'Okta Verify' }],
		[
			'a factor in its reason',
			{
				eventType: 'user.mfa.factor.deactivate',
				outcome: { result: 'SUCCESS', reason: 'User reset FIDO_WEBAUTHN factor' },
			},
			{ factor: 'FIDO_WEBAUTHN' },
		],
		[
			'a factor in a reason that is about another thing',
			{ outcome: { result: 'FAILURE', reason: 'The ADMIN factor' } },
			{},
		],
		[
			'a denied push',
			{ eventType: 'user.mfa.okta_verify.deny_push' },
			{ factor: 'OKTA_VERIFY_PUSH' },
		],
		['a risk in a text', debugData({ risk: '{level=LOW}' }), { risk: 'LOW' }],
		[
			'a risk and its reasons',
			debugData({ risk: '{reasons=Anomalous Location, Anomalous Device, level=HIGH}' }),
			{ risk: 'HIGH' },
		],
		[
			'a risk in JSON in a text',
			debugData({
				logOnlySecurityData: '{"risk":{"reasons":"x","level":"MEDIUM"},"behaviors":{}}',
			}),
			{ risk: 'MEDIUM' },
		],
		[
			'a risk in JSON',
			debugData({ logOnlySecurityData: { risk: { level: 'LOW' }, behaviors: {} } }),
			{ risk: 'LOW' },
		],
		['no risk in JSON', debugData({ logOnlySecurityData: { risk: {}, behaviors: {} } }), {}],
		[
			'a risk where Okta has had it of late, with the one before',
			{ securityContext: { risk: { previousLevel: 'LOW', level: 'HIGH' } } },
			{ risk: 'HIGH' },
		],
		[
			'that a risk has changed',
			debugData({ riskChange: '{"priorRiskLevel": "LOW","riskLevel": "HIGH"}' }),
			{ risk: 'HIGH' },
		],
	])('where it says %s', (_, said, expected) => {
		expect(detailOf(event('1', said))).toEqual({ ...nothing, ...expected });
	});
});
