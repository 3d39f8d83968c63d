import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import type { Profile, User } from '../org/directory/model';
import { apiRequests, type World } from './world';

/** The columns of the mapper, as the editor keeps them. */
export const columns = (
	...names: Array<[name: string, type?: 'string' | 'number' | 'boolean' | 'array']>
) =>
	names.map(([id, type = 'string']) => ({
		id,
		displayName: id,
		type,
		required: false,
		display: true,
		defaultMatch: false,
		isNeeded: ['login', 'email', 'firstName', 'lastName'].includes(id),
	}));

export const usual = columns(
	['login'],
	['email'],
	['firstName'],
	['lastName'],
	['employeeNumber'],
	['department'],
	['title'],
	['managerId'],
);

/** An import by employee number, mapped by the names of the columns. */
export const form = (parameters: INodeParameters = {}): INodeParameters => ({
	resource: 'directory',
	operation: 'importUsers',
	importBy: 'other',
	importAttribute: 'employeeNumber',
	profile: { mappingMode: 'autoMapInputData', value: null, schema: usual },
	...parameters,
});

export const run = async (world: World, items: IDataObject[], parameters: INodeParameters = {}) =>
	await world.n8n.run({ parameters: form(parameters), items, credential: world.credential });

export const writes = ({ org }: World) => apiRequests(org).filter(({ method }) => method !== 'GET');

export const outcomes = (items: ReadonlyArray<{ json: IDataObject }>) =>
	items.map(({ json }) => json['outcome']).filter((outcome) => outcome !== undefined);

/** What a feed says of a user, who stays as they are. */
export const rowOf = ({ profile }: User): IDataObject => ({
	login: text(profile['login']),
	email: text(profile['email']),
	firstName: text(profile['firstName']),
	lastName: text(profile['lastName']),
	employeeNumber: text(profile['employeeNumber']),
	department: text(profile['department']),
});

export const active = ({ users }: Org) => users.list().filter(({ status }) => status === 'ACTIVE');

export const withNumber = (users: readonly User[]) =>
	users.filter(({ profile }) => text(profile['employeeNumber']) !== '');

/** Active users with a number, three of them by themselves. @throws when there are fewer */
export const some = (org: Org): [User, User, User, ...User[]] => {
	const [one, two, three, ...rest] = withNumber(active(org));
	if (!one || !two || !three) throw new Error('The org is too small');
	return [one, two, three, ...rest];
};

export const newcomer = (number: string, more: IDataObject = {}): IDataObject => ({
	login: `new.${number}@acme.example`,
	email: `new.${number}@acme.example`,
	firstName: 'New',
	lastName: `Number ${number}`,
	employeeNumber: number,
	department: 'Sales',
	...more,
});

export const profileOf = (org: Org, id: string): Profile => {
	const user = org.directory.findUser(id);
	if (!user) throw new Error('The user is gone');
	return user.profile;
};

export const statusOf = (org: Org, id: string) => org.directory.findUser(id)?.status;

export const byLogin = ({ users }: Org, login: string) =>
	users.list().filter(({ profile }) => text(profile['login']) === login);

/** Changes a user behind the back of whoever is at work. */
export const change = ({ users, clock }: Org, user: User, profile: Profile, status = user.status) =>
	users.put({
		...user,
		status,
		profile: { ...user.profile, ...profile },
		lastUpdated: clock.now(),
	});

/** @throws when there is no such group */
export const groupOf = ({ groups }: Org, name: string) => {
	const [group] = groups.byName(name);
	if (!group) throw new Error(`The org has no ${name}`);
	return group;
};

/** Whoever the rows are to name completely, when that group is the scope. */
export const members = (org: Org, name = 'Engineering') =>
	withNumber(org.users.list()).filter(
		({ position, status }) =>
			!['DEPROVISIONED', 'SUSPENDED'].includes(status) &&
			org.directory.isMember(groupOf(org, name), position),
	);
