import type { IDataObject } from 'n8n-workflow';

import { secondsAhead, SKEW } from '../../../credentials/oauth/clock';
import type { TokenFacts } from '../../../credentials/oauth/session';
import type { Resource } from '../table/operation';
import { sendForObject } from '../transport/answers';
import { isObject } from '../transport/json';
import { METADATA } from '../transport/okta';
import type { KeyFacts, Okta, SignIn } from '../transport/types';
import { Examination } from './examination';
import { checkNames } from './proposal';
import { checkRights } from './rights';

/**
 * Examines how the credential signs in and what it may do: its fields, the way to the org, a new
 * token, the scopes and, by reading one user, group and app, the admin role. Changes nothing in the
 * org: what fails is in the report.
 *
 * @param wanted - the operations that a role is to be proposed for, as `User: Suspend`
 * @throws UserError when one of them is none
 * @param now - milliseconds since the epoch
 */
export async function checkAccess(
	okta: Okta,
	resources: readonly Resource[],
	wanted: readonly string[] = [],
	now: () => number = Date.now,
): Promise<IDataObject> {
	checkNames(resources, wanted);
	const report = new Examination();
	const facts = await checkFields(okta.signIn, report);
	if (facts.orgUrl !== undefined) await checkHost(okta, report, now);

	// A clock that is off is allowed for in what is signed.
	const mayTry = report.checks.every(({ check, ok }) => ok || check === 'Clock');
	const token = mayTry ? await checkSignIn(okta, report, now) : undefined;
	const rights = token && (await checkRights(okta, report, resources, token.scopes, wanted));
	const failed = report.checks.filter(({ ok }) => !ok);
	return {
		ok: failed.length === 0,
		summary: failed[0]?.detail ?? 'Everything is all right',
		...facts,
		...(token && { tokenType: token.type, expiresAt: new Date(token.expiresAt).toISOString() }),
		...rights,
		checks: report.checks.map((check) => ({ ...check })),
	};
}

async function checkFields(signIn: SignIn, report: Examination): Promise<IDataObject> {
	const asIs = (found: string) => found;
	const orgUrl = await report.attempt('Okta Domain', signIn.orgUrl, asIs);
	const clientId = await report.attempt('Client ID', signIn.clientId, asIs);
	const key = await report.attempt('Private Key', signIn.key, describeKey);
	const next = await report.attempt('Next Private Key', signIn.nextKey, describeKey);
	// That they can be asked for; what Okta grants of them is a check of its own.
	await report.attempt('Scopes', signIn.scopes);
	return {
		orgUrl,
		clientId,
		...(key && { key: { ...key } }),
		...(next && { nextKey: { ...next } }),
	};
}

function describeKey({ kind, algorithm, thumbprint, keyId }: KeyFacts): string {
	const named = keyId === undefined ? 'no key ID' : `key ID ${keyId}`;
	return `${kind}, signs with ${algorithm}, ${named}, thumbprint ${thumbprint}`;
}

/** Without a token, to tell the way to the org from what the org thinks of the app. */
async function checkHost(okta: Okta, report: Examination, now: () => number): Promise<void> {
	const sentAt = now();
	const reply = await report.attempt('Host', async () => await okta.reach(METADATA));
	if (!reply) return;

	const took = now() - sentAt;
	const isOrg = reply.status === 200 && isObject(reply.body) && 'token_endpoint' in reply.body;
	report.add(
		'Host',
		isOrg,
		isOrg
			? `${okta.signIn.orgUrl()} answered in ${took} ms`
			: `${okta.signIn.orgUrl()} does not answer like an Okta org (HTTP ${reply.status})`,
		isOrg ? '' : 'Check the Okta Domain in the credential.',
	);

	const ahead = secondsAhead(reply.headers['date'], sentAt + took / 2);
	if (ahead === undefined) return;
	const off = Math.abs(ahead) >= SKEW;
	report.add(
		'Clock',
		!off,
		!off
			? `This machine's clock agrees with Okta's within ${SKEW} seconds`
			: `This machine's clock is ${Math.abs(ahead)} seconds ${ahead > 0 ? 'ahead of' : 'behind'} Okta's`,
		off
			? 'The credential allows for it. Set the clock of the machine n8n runs on all the same, best by NTP.'
			: '',
	);
}

async function checkSignIn(
	okta: Okta,
	report: Examination,
	now: () => number,
): Promise<TokenFacts | undefined> {
	const reply = await report.attempt(
		'Sign-In',
		async () => await sendForObject(okta, { method: 'GET', path: METADATA }),
	);
	const token = reply && okta.signIn.token();
	if (!token) return undefined;

	const isCurrent = token.acceptedKey === 'current';
	report.add(
		'Sign-In',
		true,
		isCurrent
			? 'Okta accepted the assertion signed with the private key'
			: 'Okta refused the private key and accepted the next one',
		isCurrent ? '' : 'Move the next private key to the place of the first.',
	);
	const minutes = Math.round((token.expiresAt - now()) / 60_000);
	report.add(
		'Token',
		true,
		token.type === 'DPoP'
			? `DPoP: bound to a key of its own. Lives for ${minutes} minutes`
			: `Bearer. Lives for ${minutes} minutes`,
		token.type === 'DPoP'
			? ''
			: 'With DPoP, which is switched on in the service app, a copied token is useless.',
	);
	return token;
}
