import type { Org } from '../../org';
import { like, textOf, two, type Item, type Scenarios } from './scenario';

const DAY = 86_400_000;

/** Two people who could not sign in, once each, and one who could. */
function failures(org: Org): Item[] {
	const { log } = org.directory;
	const people = two(org.users.list(), 'users').map(({ id, profile }) => ({
		id,
		login: textOf(profile, 'login'),
	}));
	if (!log.events.some(({ eventType }) => eventType === 'user.session.start')) {
		for (const { id, login } of people) {
			const user = { id, type: 'User', alternateId: login, displayName: login };
			for (const result of ['FAILURE', 'SUCCESS']) {
				log.recordOwn(
					{
						eventType: 'user.session.start',
						displayMessage: 'User login to Okta',
						actor: user,
						targets: [user],
						severity: result === 'FAILURE' ? 'WARN' : 'INFO',
						outcome: { result, reason: result === 'FAILURE' ? 'INVALID_CREDENTIALS' : null },
					},
					org.url,
				);
			}
		}
	}
	// Whole days, so that another org asked a moment later is asked the same.
	const today = Math.floor(org.clock.now() / DAY) * DAY;
	return people.map(({ login }) => ({
		login,
		since: new Date(today - DAY).toISOString(),
		until: new Date(today + 2 * DAY).toISOString(),
	}));
}

const range = { since: '={{ $json.since }}', until: '={{ $json.until }}' };

const filterFor = (login: string): string =>
	[
		'(eventType eq "user.session.start" or eventType eq "user.mfa.factor.update" or eventType sw "policy.rule.")',
		'(outcome.result eq "FAILURE" or outcome.result eq "DENY")',
		`(actor.id eq "${login}" or actor.alternateId eq "${login}")`,
		`(target.id eq "${login}" or target.alternateId eq "${login}")`,
		'(displayMessage sw "User")',
		'severity eq "WARN"',
	].join(' and ');

export const systemLogScenarios: Scenarios = {
	'systemLog.search': [
		{
			name: 'finds who failed to sign in',
			items: failures,
			parameters: {
				...range,
				sortOrder: 'DESCENDING',
				eventTypes: ['user.session.start'],
				outcomes: ['FAILURE', 'DENY'],
				actor: '={{ $json.login }}',
				target: '={{ $json.login }}',
				conditions: { all: [{ attribute: 'severity', operator: 'eq', choice: 'WARN' }] },
				returnAll: true,
				options: {
					filter: 'displayMessage sw "User"',
					q: 'login credentials',
					otherEventTypes: 'user.mfa.factor.update, policy.rule.*',
				},
			},
			puts: ({ login }) => [
				like({
					eventType: 'user.session.start',
					actor: like({ alternateId: login }),
					outcome: { result: 'FAILURE', reason: 'INVALID_CREDENTIALS' },
				}),
			],
			sdk: async (client, { login = '', since, until }) =>
				await (
					await client.systemLogApi.listLogEvents({
						since,
						until,
						filter: filterFor(login),
						q: 'login credentials',
						limit: 1000,
						sortOrder: 'DESCENDING',
					})
				).each(() => undefined),
		},
		{
			name: 'comes to an end without any filter',
			items: failures,
			parameters: { ...range, sortOrder: 'ASCENDING', returnAll: true },
			// The last is what the credential did to get there.
			puts: () => [
				...[0, 1, 2, 3].map(() => like({ eventType: 'user.session.start' })),
				like({ eventType: 'app.oauth2.token.grant.access_token' }),
			],
			sdk: async (client, { since, until }) =>
				await (
					await client.systemLogApi.listLogEvents({
						since,
						until,
						limit: 1000,
						sortOrder: 'ASCENDING',
					})
				).each(() => undefined),
		},
	],
};
