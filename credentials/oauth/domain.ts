import { ServiceAppError } from './errors';

/** Every suffix under which Okta hosts orgs; any other host is taken for a custom domain. */
const OKTA_SUFFIXES = [
	'okta.com',
	'oktapreview.com',
	'okta-emea.com',
	'okta-gov.com',
	'okta.mil',
	'okta-miltest.com',
	'trex-gov.com',
];

const EXAMPLE = 'It looks like acme.okta.com, or your custom domain such as login.acme.com.';

/** Loopback hosts: the only ones a token may travel to without TLS. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** A label as RFC 1123 allows it; international names arrive here as punycode. */
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads what people paste as "Okta domain" into the org's origin, for example
 * `https://acme.okta.com`: without path, trailing slash or the `-admin` of the Admin Console.
 *
 * @throws ServiceAppError with the reason when the text does not name a host
 */
export function readOrgUrl(text: string): string {
	const typed = text.trim().replace(/^["'`<]+|["'`>]+$/g, '');
	if (typed === '') throw refused('The Okta domain is empty', EXAMPLE);
	if (/[{}]|\byour[-_]?(okta[-_]?)?(domain|org|subdomain)\b/i.test(typed)) {
		throw refused(
			'The Okta domain is still a placeholder',
			`Replace “${quote(typed)}” by the domain of your org. ${EXAMPLE}`,
		);
	}

	const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(typed)?.[1]?.toLowerCase();
	const written = scheme === undefined ? `https://${typed.replace(/^\/+/, '')}` : typed;
	if (!URL.canParse(written)) throw notAHost(typed);
	const url = new URL(written);
	const host = url.hostname.toLowerCase().replace(/\.$/, '').replace(adminConsole, '.$1');
	const loopback = LOOPBACK.test(host);

	if (url.username !== '' || url.password !== '') {
		throw refused(
			'The Okta domain contains a user name or password',
			`Leave out everything up to the @. ${EXAMPLE}`,
		);
	}
	if (url.protocol === 'http:' && !loopback) {
		throw refused(
			'The Okta domain begins with http://',
			'A token must not travel unencrypted: write https://, or leave the beginning out.',
		);
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		throw refused(`The Okta domain begins with ${url.protocol}//`, `Leave that out. ${EXAMPLE}`);
	}
	if (!loopback) assertHost(host, typed);

	return `${url.protocol}//${host}${url.port === '' ? '' : `:${url.port}`}`;
}

const adminConsole = new RegExp(
	`(?:-admin)+\\.(${OKTA_SUFFIXES.map((suffix) => suffix.replaceAll('.', '\\.')).join('|')})$`,
);

function assertHost(host: string, typed: string): void {
	const labels = host.split('.');
	const tld = labels.at(-1) ?? '';

	if (host === '' || !labels.every((label) => LABEL.test(label))) throw notAHost(typed);
	if (labels.length < 2 || /^\d+$/.test(tld)) {
		throw refused(
			`“${quote(typed)}” is not a full domain name`,
			`Write the whole name, with its ending. ${EXAMPLE}`,
		);
	}
	if (/\.com\.com$/.test(host)) {
		throw refused(`“${quote(typed)}” ends twice in .com`, `Remove one. ${EXAMPLE}`);
	}
	if (
		OKTA_SUFFIXES.includes(host) ||
		/^(www|login|developer|help|support)\.okta\.com$/.test(host)
	) {
		throw refused(
			`“${quote(typed)}” is Okta's own site, not an org`,
			`Use the name you see in the address bar when you are signed in to your org. ${EXAMPLE}`,
		);
	}
}

function notAHost(typed: string): ServiceAppError {
	return refused(`“${quote(typed)}” is not a domain`, EXAMPLE);
}

/** What was typed may be a misplaced secret: an error shows enough to recognise it, no more. */
function quote(typed: string): string {
	const shown = typed.replace(/^(https?:\/\/)?[^@/]*@/i, '$1…@').replace(/\s+/g, ' ');
	// A client secret, an API token or a passphrase: no name of a host is that long without a dot.
	if (shown.length > 24 && !shown.includes('.')) return `${shown.slice(0, 4)}…`;
	return shown.length > 40 ? `${shown.slice(0, 24)}…` : shown;
}

function refused(title: string, description: string): ServiceAppError {
	return new ServiceAppError(title, description);
}
