import { unlessIn } from '../../objects/findLost';
import { isDeactivated } from '../../objects/users';
import { text } from '../../transport/json';
import type { Earlier } from './earlier';
import type { FactorOfPerson } from './person';
import type { Work } from './work';

/**
 * Keeps somebody from signing in.
 *
 * @param another - a step that ends all access where Okta doesn't suspend, if it is to be done
 */
export async function suspend(work: Work, another: { isTicked: boolean; advice: string }) {
	const { user, journal } = work;
	const status = text(user['status']);
	if (isDeactivated(user)) {
		await journal.add('suspend', 'nothing to do', 'The user is deactivated.');
	} else if (status === 'SUSPENDED') {
		await journal.add('suspend', 'nothing to do');
	} else if (status !== 'ACTIVE') {
		const why = `Okta suspends active users only, and this one is ${status}. ${another.advice}`;
		await journal.add('suspend', another.isTicked ? 'skipped' : 'refused', why);
	} else {
		const repeat = unlessIn(['SUSPENDED']);
		await work.change('suspend', '', { ...work.lifecycle('suspend'), repeat });
	}
}

/** Ends the sessions in Okta, and the tokens that apps have from it. */
export async function endSessions(work: Work, earlier: Earlier | undefined): Promise<void> {
	if (isSinceEarlier(work, earlier, 'sessions')) {
		const why = 'The earlier run ended them, and nobody could sign in since.';
		await work.journal.add('sessions', 'nothing to do', why);
		return;
	}
	const query = { oauthTokens: true, forgetDevices: true };
	const request = { method: 'DELETE', path: `${work.path}/sessions`, query } as const;
	const why = 'Okta does not show sessions: this is its word for it.';
	await work.change('sessions', '', request, { why });
}

/** Whether a step that leaves no trace was done when the user could sign in for the last time. */
export function isSinceEarlier(
	{ user }: Pick<Work, 'user'>,
	earlier: Earlier | undefined,
	step: string,
): boolean {
	if (earlier?.whenDone(step) === undefined) return false;
	const isOut = isDeactivated(user) || user['status'] === 'SUSPENDED';
	return isOut && Date.parse(text(user['statusChanged'])) <= earlier.end + 1_000;
}

/** @param known - those just read, where they were */
export async function removeFactors(
	work: Work,
	known: readonly FactorOfPerson[] | undefined,
): Promise<void> {
	const factors =
		known ?? (await work.journal.read('factors', async () => await work.person.factors()));
	if (!factors) return;
	if (factors.length === 0) {
		await work.journal.add('factors', 'nothing to do');
		return;
	}
	const what = factors.map(({ factorType }) => factorType).join(', ');
	const request = { ...work.lifecycle('reset_factors'), repeat: 'harmless' } as const;
	await work.change('factors', what, request, { id: 'factors' });
}
