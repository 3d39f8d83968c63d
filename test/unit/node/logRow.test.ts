import { pick } from '../../../nodes/Okta/objects/rows';
import { simplifyEvent } from '../../../nodes/Okta/objects/logRow';

const jane = {
	id: '00u1',
	type: 'User',
	alternateId: 'jane@acme.example',
	displayName: 'Jane Doe',
	detailEntry: null,
};
const sales = {
	id: '00g1',
	type: 'UserGroup',
	alternateId: 'unknown',
	displayName: 'Sales',
	detailEntry: null,
};

const event = {
	uuid: '5a6b',
	published: '2026-01-31T08:00:00.000Z',
	eventType: 'group.user_membership.add',
	displayMessage: 'Add user to group membership',
	severity: 'INFO',
	outcome: { result: 'SUCCESS', reason: null },
	actor: { ...jane, id: '00u9', alternateId: 'ida@acme.example', displayName: 'Ida Desk' },
	client: {
		ipAddress: '192.0.2.7',
		device: 'Computer',
		zone: 'null',
		userAgent: { browser: 'FIREFOX', os: 'Linux', rawUserAgent: 'Mozilla/5.0' },
		geographicalContext: { city: 'Brno', state: null, country: 'Czechia' },
	},
	securityContext: { isProxy: false },
	target: [jane, sales, { ...jane, id: '00u2', displayName: 'John Doe' }],
	transaction: { id: 'Yt1', type: 'WEB' },
	debugContext: { debugData: { requestUri: '/api/v1/groups' } },
};

describe('an event of the System Log, simplified', () => {
	it('says who did what to whom, from where and how it ended, without nesting', () => {
		expect(simplifyEvent(event)).toEqual({
			uuid: '5a6b',
			published: '2026-01-31T08:00:00.000Z',
			eventType: 'group.user_membership.add',
			displayMessage: 'Add user to group membership',
			severity: 'INFO',
			outcome: 'SUCCESS',
			actorType: 'User',
			actorId: '00u9',
			actorName: 'Ida Desk',
			actorLogin: 'ida@acme.example',
			targetUserId: '00u1',
			targetUserName: 'Jane Doe',
			targetUserLogin: 'jane@acme.example',
			targetUserGroupId: '00g1',
			targetUserGroupName: 'Sales',
			targets: 'Jane Doe (User), Sales (UserGroup), John Doe (User)',
			ipAddress: '192.0.2.7',
			city: 'Brno',
			country: 'Czechia',
			device: 'Computer',
			browser: 'FIREFOX',
			os: 'Linux',
			isProxy: false,
			transactionId: 'Yt1',
		});
	});

	it('leaves out what the event does not say', () => {
		const bare = { eventType: 'system.sms.send', actor: null, client: null, target: null };
		expect(simplifyEvent(bare)).toEqual({ eventType: 'system.sms.send' });
	});

	it.each([
		['nothing but an ID', { id: '/api/v1/logs' }, '/api/v1/logs'],
		['null for a name', { id: '/api/v1/logs', displayName: null }, '/api/v1/logs'],
		['a name Okta does not know', { id: 'b192', displayName: 'unknown' }, 'b192'],
		['another ID', { id: 'b192', displayName: null, alternateId: 'logs' }, 'logs'],
		['another ID Okta does not know', { id: 'b192', alternateId: 'unknown' }, 'b192'],
		['a name', { id: 'b192', displayName: 'Logs', alternateId: 'logs' }, 'Logs'],
	])('calls a target of %s by what there is', (_, target, name) => {
		const row = simplifyEvent({ ...event, target: [{ type: 'URL Pattern', ...target }] });
		expect(row).toMatchObject({ targets: `${name} (URLPattern)`, targetURLPatternName: name });
	});

	it('calls an actor without a name by the login', () => {
		const actor = {
			id: 'unknown',
			type: 'User',
			displayName: 'unknown',
			alternateId: 'ida@x.example',
		};
		expect(simplifyEvent({ ...event, actor })).toMatchObject({ actorName: 'ida@x.example' });
	});

	it('can be reduced to some fields, nested ones of the event among them', () => {
		const names = ['actorLogin', 'outcome', 'debugContext.debugData.requestUri'];
		expect(pick(event, names, simplifyEvent)).toEqual({
			actorLogin: 'ida@acme.example',
			outcome: 'SUCCESS',
			'debugContext.debugData.requestUri': '/api/v1/groups',
		});
	});
});
