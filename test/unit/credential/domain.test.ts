import fc from 'fast-check';

import { readOrgUrl } from '../../../credentials/oauth/domain';
import { ServiceAppError } from '../../../credentials/oauth/errors';
import { quotes } from './keyMaterial';
import { refusalOf } from './refusal';

describe('an Okta domain is repaired:', () => {
	it.each<[typed: string, origin: string]>([
		['acme.okta.com', 'https://acme.okta.com'],
		['https://acme.okta.com', 'https://acme.okta.com'],
		['https://acme.okta.com/', 'https://acme.okta.com'],
		['HTTPS://Acme.Okta.COM', 'https://acme.okta.com'],
		['  acme.okta.com\n', 'https://acme.okta.com'],
		['"acme.okta.com"', 'https://acme.okta.com'],
		['<https://acme.okta.com>', 'https://acme.okta.com'],
		['//acme.okta.com', 'https://acme.okta.com'],
		['acme.okta.com.', 'https://acme.okta.com'],
		['acme.okta.com:443', 'https://acme.okta.com'],
		['acme-admin.okta.com', 'https://acme.okta.com'],
		['https://acme-admin.okta.com/admin/dashboard', 'https://acme.okta.com'],
		['https://acme-admin.oktapreview.com/admin/apps#general', 'https://acme.oktapreview.com'],
		['acme-admin-admin.okta.com', 'https://acme.okta.com'],
		['https://acme.okta.com/oauth2/default', 'https://acme.okta.com'],
		['https://acme.okta.com/oauth2/v1/token?x=y', 'https://acme.okta.com'],
		['acme.okta.com/app/UserHome', 'https://acme.okta.com'],
		['dev-12345678.okta.com', 'https://dev-12345678.okta.com'],
		['trial-1234567.okta.com', 'https://trial-1234567.okta.com'],
		['integrator-1234567.okta.com', 'https://integrator-1234567.okta.com'],
		['acme.oktapreview.com', 'https://acme.oktapreview.com'],
		['acme.okta-emea.com', 'https://acme.okta-emea.com'],
		['acme.okta-gov.com', 'https://acme.okta-gov.com'],
		['acme.okta.mil', 'https://acme.okta.mil'],
		['acme.okta-miltest.com', 'https://acme.okta-miltest.com'],
		['acme.trex-gov.com', 'https://acme.trex-gov.com'],
		['login.acme.com', 'https://login.acme.com'],
		['sso-admin.acme.com', 'https://sso-admin.acme.com'],
		['id.acme.co.uk:8443', 'https://id.acme.co.uk:8443'],
		['münchen.example', 'https://xn--mnchen-3ya.example'],
		['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
		['http://localhost:3000', 'http://localhost:3000'],
		['http://[::1]:3000', 'http://[::1]:3000'],
		['localhost:3000', 'https://localhost:3000'],
	])('%s', (typed, origin) => {
		expect(readOrgUrl(typed)).toBe(origin);
	});
});

describe('an Okta domain is refused, with the reason:', () => {
	it.each<[typed: string, title: string]>([
		['', 'The Okta domain is empty'],
		[' "" ', 'The Okta domain is empty'],
		['{yourOktaDomain}', 'The Okta domain is still a placeholder'],
		['https://${yourOktaDomain}', 'The Okta domain is still a placeholder'],
		['https://{{yourOktaDomain}}/oauth2', 'The Okta domain is still a placeholder'],
		['your-okta-domain.okta.com', 'The Okta domain is still a placeholder'],
		['https://your-domain.okta.com', 'The Okta domain is still a placeholder'],
		['yourorg.okta.com', 'The Okta domain is still a placeholder'],
		['<your-domain>', 'The Okta domain is still a placeholder'],
		['http://acme.okta.com', 'The Okta domain begins with http://'],
		['http://127.0.0.1.acme.com', 'The Okta domain begins with http://'],
		['http://localhost.acme.com', 'The Okta domain begins with http://'],
		['ftp://acme.okta.com', 'The Okta domain begins with ftp://'],
		['file:///etc/passwd', 'The Okta domain begins with file://'],
		['admin@acme.com', 'contains a user name or password'],
		['https://admin:secret@acme.okta.com', 'contains a user name or password'],
		['https://acme.okta.com@evil.example', 'contains a user name or password'],
		['acme', '“acme” is not a full domain name'],
		['10.0.0.1', '“10.0.0.1” is not a full domain name'],
		['acme.okta.com.com', '“acme.okta.com.com” ends twice in .com'],
		['okta.com', "“okta.com” is Okta's own site"],
		['https://login.okta.com', "is Okta's own site"],
		['login-admin.okta.com', "is Okta's own site"],
		['acme okta com', '“acme okta com” is not a domain'],
		['acme..okta.com', '“acme..okta.com” is not a domain'],
		['-acme.okta.com', '“-acme.okta.com” is not a domain'],
		['acme--admin.okta.com', '“acme--admin.okta.com” is not a domain'],
		['ac_me.okta.com', '“ac_me.okta.com” is not a domain'],
		['https://', '“https://” is not a domain'],
		['javascript:alert(1)', '“javascript:alert(1)” is not a domain'],
		['acme.okta.com:99999', 'is not a domain'],
	])('%s', (typed, title) => {
		const refusal = refusalOf(() => readOrgUrl(typed));

		expect(refusal.title).toContain(title);
		expect(refusal.description).not.toBe('');
	});

	it('a secret pasted into the wrong field is not repeated', () => {
		const secret = 'hunter2-hunter2';
		const { message } = refusalOf(() => readOrgUrl(`https://admin:${secret}@acme..com`));

		expect(message).not.toContain(secret);
		expect(refusalOf(() => readOrgUrl('A1b2C3d4'.repeat(20))).message).not.toContain(
			'A1b2C3d4'.repeat(5),
		);
	});

	it.each([
		['an API token', `00${'aB3_-'.repeat(8)}`],
		['a client secret of 40 characters', 'kQ7zW2xN9vB4mL6pR8tY1uI3oA5sD0fGhJcEnXaZ'],
		['a client secret of 64 characters', 'kQ7zW2xN9vB4mL6pR8tY1uI3oA5sD0fG'.repeat(2)],
		['a key ID', 'cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s'],
		['a passphrase', 'correct horse battery staple'],
	])('nor is %s', (_what, secret) => {
		expect(quotes(refusalOf(() => readOrgUrl(secret)).message, secret)).toBe(false);
	});
});

describe('whatever is typed', () => {
	const label = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
	const suffix = fc.constantFrom('okta.com', 'oktapreview.com', 'okta.mil', 'acme.com', 'com.com');
	const host = fc
		.tuple(fc.array(label, { maxLength: 3 }), fc.constantFrom('', '-admin', '-admin-admin'), suffix)
		.map(([labels, admin, end]) => `${labels.join('.')}${admin}.${end}`);
	const domain = fc
		.tuple(
			fc.constantFrom('', 'https://', 'http://', 'HTTPS://', '//', ' ', 'x:y@'),
			fc.oneof(host, fc.domain(), fc.ipV4(), fc.ipV6(), fc.string()),
			fc.constantFrom('', '/', ':8443', ':0', '/admin/dashboard', '?q', '#f', '.', ' '),
		)
		.map((parts) => parts.join(''));
	const typed = fc.oneof(domain, fc.webUrl(), fc.string(), fc.emailAddress());

	const outcome = (text: string): string | ServiceAppError => {
		try {
			return readOrgUrl(text);
		} catch (error) {
			if (error instanceof ServiceAppError) return error;
			throw error;
		}
	};

	it('it becomes the origin of a host or a refusal, and nothing else', () => {
		fc.assert(
			fc.property(typed, (text) => {
				const read = outcome(text);
				if (read instanceof ServiceAppError) {
					expect(read.title).not.toBe('');
					return;
				}
				expect(new URL(read).origin).toBe(read);
				expect(read).toMatch(/^https:\/\/|^http:\/\/(localhost|127\.|\[::1\])/);
				expect(read).not.toMatch(/-admin\.okta/);
			}),
			{ numRuns: 500 },
		);
	});

	it('reading the result again changes nothing', () => {
		fc.assert(
			fc.property(typed, (text) => {
				const read = outcome(text);

				expect(typeof read === 'string' ? readOrgUrl(read) : read).toBe(read);
			}),
			{ numRuns: 500 },
		);
	});
});
