import { z } from 'zod';
import { text } from '../../nodes/Okta/transport/json';
import { administrationRoutes } from '../org/administration';
import { directoryRoutes } from '../org/directory';
import { MemberSet } from '../org/directory/memberSet';
import { Org } from '../org/org';
import type { Reply, Route } from '../org/route';
import { orgOptions, type Access, type Account } from './org';
import { answer } from './program';
import { Tally } from './tally';

const tally = new Tally();
let org: Org | undefined;
let cpuBefore = process.cpuUsage();

function opened(): Org {
	if (!org) throw new Error('The org is not open yet');
	return org;
}

answer({
	open: async (given): Promise<Access> => {
		const { answerTime, remembersPages, dpop, scopes, ...options } = orgOptions.parse(given);
		const routes = [...directoryRoutes, ...administrationRoutes];
		org = new Org(
			{ ...options, ledger: tally },
			remembersPages ? routes.map(rememberingPages) : routes,
		);
		await org.listen(0);
		if (answerTime > 0) org.faults.add({ path: /^\/api\//, then: { delayMs: answerTime } });
		const app = await org.serviceApp({ dpop, scopes });
		const { clientId, privateKey, keyId, scopes: granted } = app.credential();
		return {
			url: org.url,
			apiToken: org.apiToken(),
			clientId,
			privateKey,
			keyId,
			scopes: granted,
		};
	},

	account: async (): Promise<Account> => {
		const { user, system } = process.cpuUsage(cpuBefore);
		const { limits } = opened();
		const sinceThen = {
			...tally.counts(),
			mostInFlight: limits.mostInFlight,
			cpu: (user + system) / 1e6,
		};
		cpuBefore = process.cpuUsage();
		tally.clear();
		limits.mostInFlight = 0;
		return sinceThen;
	},

	targets: async (given) => {
		const { directory } = opened();
		const wanted = z.number().parse(given);
		const users = directory.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, wanted)
			.map(({ id }) => id);
		if (users.length < wanted) throw new Error(`The org has no ${wanted} active users`);
		const group = directory.groups.list().find(({ type }) => type === 'OKTA_GROUP');
		return { users, group: group?.id };
	},

	cast: async (given) => {
		const { directory } = opened();
		const wanted = z.number().parse(given);
		const users = directory.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.slice(0, wanted)
			.map(({ id, profile: { login, employeeNumber } }) => ({ id, login, employeeNumber }));
		if (users.length < wanted) throw new Error(`The org has no ${wanted} active users`);
		const created = directory.clock.now();
		const groups = ['Project', 'Other Project'].map((name) =>
			directory.groups.add({
				type: 'OKTA_GROUP',
				created,
				objectClass: ['okta:user_group'],
				profile: { name },
				members: new MemberSet(),
			}),
		);
		const app = directory.apps.add({
			name: 'bookmark',
			label: 'Project',
			signOnMode: 'BOOKMARK',
			created,
		});
		return { users, groups: groups.map(({ id }) => id), app: app.id };
	},

	people: async () =>
		opened()
			.directory.users.list()
			.filter(({ profile }) => text(profile['employeeNumber']) !== '')
			.map(({ status, profile }) => ({
				status,
				login: text(profile['login']),
				email: text(profile['email']),
				firstName: text(profile['firstName']),
				lastName: text(profile['lastName']),
				employeeNumber: text(profile['employeeNumber']),
				department: text(profile['department']),
			})),

	having: async (given) => {
		const { attribute, value } = z
			.object({ attribute: z.string(), value: z.string() })
			.parse(given);
		const users = opened().directory.users.list();
		return users.filter(({ profile }) => profile[attribute] === value).length;
	},

	roster: async (given) => {
		const { directory } = opened();
		const { members, replaced } = z
			.object({ members: z.number(), replaced: z.number() })
			.parse(given);
		const active = directory.users.list().filter(({ status }) => status === 'ACTIVE');
		const set = new MemberSet();
		for (const { position } of active.slice(0, members)) set.add(position);
		const group = directory.groups.add({
			type: 'OKTA_GROUP',
			created: directory.clock.now(),
			objectClass: ['okta:user_group'],
			profile: { name: 'Roster' },
			members: set,
		});
		const listed = active.slice(replaced, members + replaced);
		if (listed.length < members)
			throw new Error(`The org has no ${members + replaced} active users`);
		return {
			group: group.id,
			logins: listed.map(({ profile }) => profile.login),
			ids: listed.map(({ id }) => id),
		};
	},
});

/**
 * The list of users, rendered once for each page. Rendering takes longer than all clients but the
 * slowest need to read it, and would hide how they differ. Only for an org whose users stay as they
 * are.
 */
function rememberingPages(route: Route): Route {
	if (route.route !== 'GET /api/v1/users') return route;
	const pages = new Map<string, Reply>();
	return {
		...route,
		handle: async (call) => {
			const key = call.query.toString();
			const known = pages.get(key);
			if (known) return known;
			const reply = await route.handle(call);
			const page = { ...reply, body: JSON.stringify(reply.body) };
			pages.set(key, page);
			return page;
		},
	};
}
