import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { byId } from './scenarios';
import { apiRequests, closeWorlds, complaint, openWorld, type World } from './world';

jest.mock('../../dist/nodes/Okta/transport/machineClock.js', (): unknown =>
	jest.requireActual('./quickClock'),
);

afterEach(closeWorlds);

const certifications = 'okta.governance.accessCertifications.manage';

const open = async (roles?: string[]): Promise<World> =>
	await openWorld({
		org: { users: 20 },
		app: { scopes: [certifications], ...(roles && { roles }) },
	});

const run = async (
	{ n8n, credential }: World,
	parameters: INodeParameters,
	items: IDataObject[] = [{}],
) => await n8n.run({ parameters, items, credential });

const campaign = (world: World, type = 'ONE_OFF'): string => {
	const { governance } = world.org.directory;
	const by = world.org.users.at(0)?.id ?? '';
	return governance.campaigns.add((id) => ({
		id,
		status: 'SCHEDULED',
		created: 0,
		lastUpdated: 0,
		createdBy: by,
		lastUpdatedBy: by,
		details: {
			name: `Campaign ${id}`,
			scheduleSettings: {
				type,
				startDate: '2030-01-01T00:00:00.000Z',
				durationInDays: 7,
				timeZone: 'Etc/UTC',
			},
			resourceSettings: { type: 'GROUP' },
			reviewerSettings: { type: 'USER', reviewerId: by },
			remediationSettings: {},
		},
	})).id;
};

const launch = (campaignId: string): INodeParameters => ({
	resource: 'campaign',
	operation: 'launch',
	campaignId: byId(campaignId),
});

test('an org without the licence is explained, whichever way it refuses', async () => {
	const said = /Okta Identity Governance, which is licensed apart/;
	const list = { resource: 'campaign', operation: 'getAll' };

	const unlicensed = await open();
	unlicensed.org.unlicensed.add('GET /governance/api/v1/campaigns');
	const feature = await run(unlicensed, list);
	expect(feature.error?.message).toBe('This feature is not enabled in the Okta org');
	expect(complaint(feature)).toMatch(said);

	const role = await run(await open(['HELP_DESK_ADMIN']), list);
	expect(complaint(role)).toMatch(said);

	const world = await open();
	world.org.faults.add({
		path: /campaigns/,
		then: {
			status: 403,
			body: {
				errorCode: 'E0000004',
				errorSummary: "You don't have permission to perform the requested action.",
			},
		},
	});
	const forbidden = await run(world, list);
	expect(forbidden.error?.message).toBe(
		"You don't have permission to perform the requested action.",
	);
	expect(complaint(forbidden)).toMatch(said);
});

test.each(['ACCESS_CERTIFICATIONS_ADMIN', 'SUPER_ADMIN'])(
	'the role %s is enough for campaigns',
	async (role) => {
		const world = await open([role]);
		const { error } = await run(world, launch(campaign(world)));
		expect(error).toBeUndefined();
	},
);

test('a list is read to its end, page by page, as the answers lead on', async () => {
	const world = await open();
	for (let made = 0; made < 201; made++) campaign(world);
	const { items } = await run(world, {
		resource: 'campaign',
		operation: 'getAll',
		returnAll: true,
	});
	expect(items).toHaveLength(201);
	expect(apiRequests(world.org)).toHaveLength(2);
});

test('a campaign that was launched already is no error, one that is over is', async () => {
	const world = await open();
	const [launched, over] = [campaign(world), campaign(world)];
	await run(world, launch(launched));
	const again = await run(world, launch(launched));
	expect(again.items.map(({ json }) => json['outcome'])).toEqual(['unchanged']);
	await run(world, launch(over));
	await run(world, { resource: 'campaign', operation: 'end', campaignId: byId(over) });
	const outcome = await run(world, launch(over));
	expect(complaint(outcome)).toContain('COMPLETED');
});

test.each([
	['ONE_OFF', 2, undefined],
	['RECURRING', 1, /nobody knows|not known|may have/i],
] as const)(
	'a launch whose answer was lost before it was done is sent again only for one that runs once: %s',
	async (type, launches, said) => {
		const world = await open();
		const id = campaign(world, type);
		world.org.faults.add({ path: /launch$/, times: 1, then: 'reset' });
		const outcome = await run(world, launch(id));
		const sent = apiRequests(world.org).filter(({ path }) => path.endsWith('/launch'));
		expect(sent).toHaveLength(launches);
		if (said) expect(complaint(outcome)).toMatch(said);
		else expect(outcome.error).toBeUndefined();
	},
);
