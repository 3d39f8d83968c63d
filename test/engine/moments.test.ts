import type { INodeParameters } from 'n8n-workflow';

import { byId, mapped, twoUsers } from './scenarios';
import { textOf, two } from './scenarios/scenario';
import { apiRequests, closeWorlds, openWorld, type World } from './world';

afterEach(closeWorlds);

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** What n8n's expressions make of time, and the text that an attribute is to get for it. */
const moments = [
	['$today', '$today.toISODate()', DAY],
	["$now.startOf('day')", '$today.toISODate()', DAY],
	['$today.minus({ days: 30 })', '$today.minus({ days: 30 }).toISODate()', DAY],
	["DateTime.fromISO('2026-11-20')", "'2026-11-20'", DAY],
	['$today.toJSDate()', '$today.toISODate()', DAY],
	['$today.plus({ hours: 8 })', '$today.plus({ hours: 8 }).toISO()', ISO],
	[
		"DateTime.fromISO('2026-11-20T08:30:00Z')",
		"DateTime.fromISO('2026-11-20T08:30:00Z').toISO()",
		ISO,
	],
	["new Date('2026-11-20T08:30:00Z')", "DateTime.fromISO('2026-11-20T08:30:00Z').toISO()", ISO],
] as const;

/** Each way to write attributes: what to fill in, and what is stored then. */
interface Way {
	parameters: (moment: string, text: string) => INodeParameters;
	stored: () => unknown[];
}

const someone = ({ org }: World) => {
	const [{ id, profile }] = twoUsers(org, 'ACTIVE');
	const stored = () => {
		const { title, nickName } = org.directory.findUser(id)?.profile ?? {};
		return [title, nickName];
	};
	return { id, login: textOf(profile, 'login'), email: textOf(profile, 'email'), stored };
};

const attributes = (moment: string, text: string) =>
	[
		['title', 'string', `={{ ${moment} }}`],
		['nickName', 'string', `={{ ${text} }}`],
	] as Array<[string, 'string', string]>;

const ways: Readonly<Record<string, (world: World) => Way>> = {
	'user.update': (world) => {
		const { id, stored } = someone(world);
		return {
			parameters: (...pair) => ({ userId: byId(id), profile: mapped(...attributes(...pair)) }),
			stored,
		};
	},
	'user.upsert': (world) => {
		const { login, stored } = someone(world);
		return {
			parameters: (...pair) => ({
				profile: mapped(['login', 'string', login], ...attributes(...pair)),
			}),
			stored,
		};
	},
	'user.replace': (world) => {
		const { id, login, email, stored } = someone(world);
		return {
			parameters: (...pair) => ({
				userId: byId(id),
				profile: mapped(
					['login', 'string', login],
					['email', 'string', email],
					['firstName', 'string', 'Ana'],
					['lastName', 'string', 'Example'],
					...attributes(...pair),
				),
			}),
			stored,
		};
	},
	'group.update': ({ org }) => {
		const [{ id }] = two(
			org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'),
			'groups',
		);
		return {
			parameters: (moment, text) => ({
				groupId: byId(id),
				profile: mapped(
					['name', 'string', `={{ ${text} }}`],
					['description', 'string', `={{ ${moment} }}`],
				),
			}),
			stored: () => {
				const { description, name } = org.groups.get(id)?.profile ?? {};
				return [description, name];
			},
		};
	},
};

describe.each(Object.entries(ways))('a moment that n8n computes, in %s', (key, prepare) => {
	const [resource = '', operation = ''] = key.split('.');

	test.each(moments)('%s is stored as %s', async (moment, text, shape) => {
		const world = await openWorld();
		const { parameters, stored } = prepare(world);
		const { n8n, credential } = world;
		const { error } = await n8n.run({
			parameters: { resource, operation, ...parameters(moment, text) },
			credential,
		});

		expect(error).toBeUndefined();
		const [told, expected] = stored();
		expect(told).toMatch(shape);
		expect(told).toBe(expected);
	});
});

test.each(['$now', 'new Date()'])('an attribute gets the time of %s', async (moment) => {
	const { n8n, org, credential } = await openWorld();
	const [{ id }] = twoUsers(org, 'ACTIVE');
	const before = Date.now();
	const { error } = await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'update',
			userId: byId(id),
			profile: mapped(['title', 'string', `={{ ${moment} }}`]),
		},
		credential,
	});

	expect(error).toBeUndefined();
	const title = textOf(org.directory.findUser(id)?.profile ?? {}, 'title');
	expect(title).toMatch(ISO);
	expect(Date.parse(title)).toBeGreaterThanOrEqual(before);
	expect(Date.parse(title)).toBeLessThanOrEqual(Date.now());
});

describe('a date field of ours', () => {
	const fields = [
		['$now.minus({ hours: 1 })', '$now', -3_600_000],
		['$today', '$today.plus({ days: 1 })', undefined],
		['new Date(Date.now() - 60000)', 'new Date()', -60_000],
		['Date.now() - 60000', 'Date.now()', -60_000],
		['Math.floor(Date.now() / 1000) - 60', 'Math.floor(Date.now() / 1000)', -60_000],
	] as const;

	test.each(fields)('takes %s and %s', async (since, until, distance) => {
		const { n8n, org, credential } = await openWorld();
		const { error } = await n8n.run({
			parameters: {
				resource: 'systemLog',
				operation: 'search',
				since: `={{ ${since} }}`,
				until: `={{ ${until} }}`,
			},
			credential,
		});

		expect(error).toBeUndefined();
		const [request] = apiRequests(org);
		const [from = NaN, to = NaN] = [request?.query['since'], request?.query['until']].map((time) =>
			Date.parse(String(time)),
		);
		expect(request?.query['since']).toMatch(/Z$/);
		if (distance === undefined) expect(Math.abs(to - from - 86_400_000)).toBeLessThan(3_600_001);
		else expect(Math.abs(from - to - distance)).toBeLessThan(1_001);
		expect(Math.abs(Date.now() - to)).toBeLessThan(86_400_000 + 3_600_000);
	});
});
