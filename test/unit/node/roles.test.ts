import { assigneeOf, isSameRole } from '../../../nodes/Okta/objects/roles';

const admin = { type: 'APP_ADMIN' };
const keeper = { type: 'CUSTOM', role: 'cr01', 'resource-set': 'iam1' };

describe('whether an assignment is the one that was asked for', () => {
	it.each([
		['of the same type', { ...admin, assignmentType: 'USER' }, admin, true],
		['of a service app', { ...admin, assignmentType: 'CLIENT' }, admin, true],
		['of another type', { type: 'ORG_ADMIN', assignmentType: 'USER' }, admin, false],
		['of a group, under the same ID', { ...admin, assignmentType: 'GROUP' }, admin, false],
		['of a custom role', { ...keeper, assignmentType: 'USER' }, keeper, true],
		['of a custom role for other objects', { ...keeper, 'resource-set': 'iam2' }, keeper, false],
	])('%s', (_, assignment, sent, expected) => {
		expect(isSameRole({ id: 'IFIFAX2BIRGUSTQ', ...assignment }, sent)).toBe(expected);
	});
});

it.each([
	['/api/v1/users/00u1', '00u1'],
	['/api/v1/groups/00g1', '00g1'],
	['/oauth2/v1/clients/0oa1', '0oa1'],
])('%s was given the role', (path, id) => {
	const assignee = { href: `https://acme.okta.com${path}` };
	expect(assigneeOf({ id: 'IFIFAX2BIRGUSTQ', _links: { assignee } })).toBe(id);
});

it.each([{}, { _links: null }, { _links: { assignee: null } }])('%j does not say who', (role) => {
	expect(assigneeOf(role)).toBe('');
});
