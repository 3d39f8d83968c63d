import { noConditions, noZones } from '../../../nodes/Okta/trigger/conditions';
import { type Filter, matches, toLogFilter } from '../../../nodes/Okta/trigger/filter';
import { admin, engineering, event, jane, salesforce } from './support';

const everything: Filter = {
	types: [],
	outcomes: [],
	actorTypes: [],
	subjects: [],
	conditions: noConditions,
	zones: noZones,
};
const byId = (part: 'user' | 'group' | 'app', value: string) => ({
	part,
	by: 'id' as const,
	value,
});
const added = event('1', { eventType: 'group.user_membership.add', target: [jane, engineering] });

describe('a filter that asks for nothing', () => {
	it('lets everything through', () => {
		expect(matches(added, everything)).toBe(true);
		expect(toLogFilter(everything)).toBe('');
	});
});

describe('matches', () => {
	it.each<[string, Partial<Filter>, boolean]>([
		['of this type', { types: ['group.user_membership.add'] }, true],
		['of another type', { types: ['group.user_membership.remove'] }, false],
		['of one of two types', { types: ['x', 'group.user_membership.add'] }, true],
		['that ended so', { outcomes: ['SUCCESS'] }, true],
		['that ended otherwise', { outcomes: ['FAILURE', 'DENY'] }, false],
		['by this kind of actor', { actorTypes: ['User'] }, true],
		['by another kind of actor', { actorTypes: ['SystemPrincipal'] }, false],
		['about this user', { subjects: [byId('user', jane.id)] }, true],
		['about another user', { subjects: [byId('user', admin.id)] }, false],
		['about this group', { subjects: [byId('group', engineering.id)] }, true],
		[
			'about one of two groups',
			{ subjects: [byId('group', 'x'), byId('group', engineering.id)] },
			true,
		],
		['about an app, which it is not', { subjects: [byId('app', salesforce.id)] }, false],
		[
			'about this user and another group',
			{ subjects: [byId('user', jane.id), byId('group', 'x')] },
			false,
		],
		[
			'about this login, whatever its case',
			{ subjects: [{ part: 'user', by: 'alternateId', value: 'Jane@ACME.example' }] },
			true,
		],
		[
			'about a group of this name',
			{ subjects: [{ part: 'group', by: 'displayName', value: 'Engineering' }] },
			true,
		],
		['by somebody else than this actor', { exceptActor: admin.id }, false],
		['by somebody else than another actor', { exceptActor: '0oaThisApp' }, true],
	])('says of an event %s', (_, filter, expected) => {
		expect(matches(added, { ...everything, ...filter })).toBe(expected);
	});

	it('takes an event that lacks what is asked for', () => {
		const bare = { uuid: '1', published: '2026-11-25T12:00:00Z', eventType: 'x' };
		expect(matches(bare, { ...everything, types: ['x'] })).toBe(true);
		expect(matches(bare, { ...everything, outcomes: ['SUCCESS'] })).toBe(false);
		expect(matches(bare, { ...everything, subjects: [byId('user', jane.id)] })).toBe(false);
	});
});

describe('toLogFilter', () => {
	it('says all of it in the language of the System Log', () => {
		const filter: Filter = {
			...everything,
			types: ['user.lifecycle.create', 'user.lifecycle.activate'],
			outcomes: ['SUCCESS'],
			actorTypes: ['User'],
			subjects: [byId('group', engineering.id), byId('user', jane.id)],
			exceptActor: '0oaThisApp',
		};
		expect(toLogFilter(filter)).toBe(
			'(eventType eq "user.lifecycle.create" or eventType eq "user.lifecycle.activate") and ' +
				'outcome.result eq "SUCCESS" and actor.type eq "User" and ' +
				'(target.id eq "00uJane" or actor.id eq "00uJane") and target.id eq "00gEngineering" and ' +
				'actor.id ne "0oaThisApp"',
		);
	});

	it('lets no name out of its quotes', () => {
		const subject = { part: 'group', by: 'displayName', value: 'a" or uuid pr or "b\\' } as const;
		expect(toLogFilter({ ...everything, subjects: [subject] })).toBe(
			'target.displayName eq "a\\" or uuid pr or \\"b\\\\"',
		);
	});
});
