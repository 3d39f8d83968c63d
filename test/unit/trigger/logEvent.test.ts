import { isLogEvent, toItem } from '../../../nodes/Okta/objects/logEvent';
import { admin, at, engineering, event, jane, salesforce } from './support';

describe('isLogEvent', () => {
	it('takes what has an ID, a type and a time', () => {
		expect(isLogEvent(event('1'))).toBe(true);
	});

	it.each([
		['nothing', null],
		['text', 'event'],
		['a list', [event('1')]],
		['an event without an ID', { ...event('1'), uuid: '' }],
		['an event without a type', { ...event('1'), eventType: undefined }],
		['an event of no time', { ...event('1'), published: 'yesterday' }],
	])('does not take %s', (_, value) => {
		expect(isLogEvent(value)).toBe(false);
	});
});

describe('toItem', () => {
	it('gives a flow the fields it needs, and the event as Okta wrote it', () => {
		const added = event('1', {
			eventType: 'group.user_membership.add',
			target: [jane, engineering],
		});
		expect(toItem(added)).toEqual({
			event: 'User Added to Group',
			eventType: 'group.user_membership.add',
			published: at(0),
			outcome: 'SUCCESS',
			reason: null,
			actor: { id: '00uAdmin', type: 'User', name: 'An Admin', login: 'admin@acme.example' },
			user: { id: '00uJane', type: 'User', name: 'Jane Doe', login: 'jane@acme.example' },
			group: { id: '00gEngineering', type: 'UserGroup', name: 'Engineering' },
			app: null,
			changes: null,
			factor: null,
			ipAddress: null,
			country: null,
			city: null,
			device: null,
			risk: null,
			zone: null,
			uuid: '1',
			log: added,
		});
	});

	it('names the app of an assignment, and not the account in it', () => {
		const account = { ...salesforce, id: '0uaAccount', type: 'AppUser' };
		const { app } = toItem(event('1', { target: [account, salesforce, jane] }));
		expect(app).toEqual({ id: '0oaSalesforce', type: 'AppInstance', name: 'Salesforce' });
	});

	it('takes who did it for the user where an event has no other', () => {
		const signedIn = event('1', { actor: jane, target: null });
		expect(toItem(signedIn).user).toMatchObject({ id: '00uJane' });
	});

	it.each([
		[
			'nothing but an ID',
			{ id: '00uJane', displayName: undefined, alternateId: undefined },
			'00uJane',
		],
		['no name', { displayName: null }, 'jane@acme.example'],
		['a name Okta does not know', { displayName: 'unknown' }, 'jane@acme.example'],
	])('calls a user with %s by what there is', (_, known, name) => {
		const item = toItem(
			event('1', { actor: { ...jane, ...known }, target: [{ ...jane, ...known }] }),
		);
		expect(item).toMatchObject({ actor: { name }, user: { name } });
	});

	it('has no user where an app did something to a group', () => {
		const app = { ...admin, type: 'PublicClientApp' };
		expect(toItem(event('1', { actor: app, target: [engineering] })).user).toBeNull();
	});

	it("calls an event that nobody here has heard of by Okta's words", () => {
		const unheard = event('1', { eventType: 'a.new.one', displayMessage: 'Something new' });
		expect(toItem(unheard).event).toBe('Something new');
		expect(toItem({ ...unheard, displayMessage: '' }).event).toBe('a.new.one');
	});
});
