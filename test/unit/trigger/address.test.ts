import { checkAddress } from '../../../nodes/Okta/objects/hookAddress';

const org = 'https://acme.okta.com';

describe('checkAddress', () => {
	it.each([
		'https://n8n.acme.com/webhook/1/webhook',
		'https://203.0.113.7/webhook',
		'https://172.32.0.1/webhook',
		'https://[2001:db8::1]/webhook',
	])('has nothing to say about %s', (uri) => {
		expect(() => checkAddress(uri, org)).not.toThrow();
	});

	it.each([
		'https://localhost/webhook',
		'http://localhost:5678/webhook',
		'https://127.0.0.1/webhook',
		'https://10.1.2.3/webhook',
		'https://192.168.1.2/webhook',
		'https://172.16.0.1/webhook',
		'https://169.254.1.1/webhook',
		'https://[::1]/webhook',
		'https://[fd00::1]/webhook',
		'https://n8n/webhook',
		'https://n8n.local/webhook',
		'https://n8n.corp.internal/webhook',
	])('says that only machines nearby can reach %s', (uri) => {
		expect(() => checkAddress(uri, org)).toThrow(/Okta cannot reach n8n at .*only machines nearby/);
	});

	it('says that Okta wants HTTPS', () => {
		expect(() => checkAddress('http://n8n.acme.com/webhook', org)).toThrow(
			'Okta only calls HTTPS addresses, and that of n8n is http://n8n.acme.com',
		);
	});

	it('lets an org on this machine call this machine', () => {
		expect(() =>
			checkAddress('http://127.0.0.1:5678/webhook', 'http://127.0.0.1:8080'),
		).not.toThrow();
	});
});
