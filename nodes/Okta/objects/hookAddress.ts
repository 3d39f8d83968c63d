import { UserError } from 'n8n-workflow';

/** Hosts and networks that only machines nearby can reach (RFC 1918, 3927, 4193, 6761, 6762, 8375). */
const nearby = [
	/^localhost$|\.localhost$/,
	/^\[::1?\]$/,
	/^\[f[cd]|^\[fe[89ab]/,
	/^(0|10|127)\.\d+\.\d+\.\d+$/,
	/^169\.254\.\d+\.\d+$/,
	/^172\.(1[6-9]|2\d|3[01])\.\d+\.\d+$/,
	/^192\.168\.\d+\.\d+$/,
	/\.(local|internal|lan|home\.arpa|test|invalid|example)$/,
	/^[^.:]+$/,
];

const advice =
	'Okta has to reach n8n over HTTPS, at a public address with a valid certificate. Set WEBHOOK_URL ' +
	'for n8n to that address';

/**
 * Says beforehand when Okta certainly can't call an address. An org on this machine, as for
 * practice, can.
 *
 * @param otherwise what to do instead, as `or …`
 * @throws UserError when it can't
 */
export function checkAddress(uri: string, orgUrl: string, otherwise?: string): void {
	const description = [advice, ...(otherwise === undefined ? [] : [otherwise])].join(', ') + '.';
	if (isNearby(orgUrl)) return;
	const { protocol, origin } = new URL(uri);
	if (isNearby(uri)) {
		throw new UserError(`Okta cannot reach n8n at ${origin}: only machines nearby can`, {
			description,
		});
	}
	if (protocol !== 'https:') {
		throw new UserError(`Okta only calls HTTPS addresses, and that of n8n is ${origin}`, {
			description,
		});
	}
}

function isNearby(url: string): boolean {
	const { hostname } = new URL(url);
	return nearby.some((pattern) => pattern.test(hostname));
}
