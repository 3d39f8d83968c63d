import type { INodeParameters } from 'n8n-workflow';

import { resources } from '../../nodes/Okta/operations';
import { changesSomething } from '../../nodes/Okta/table/operation';
import { isObject, isObjectList, text } from '../../nodes/Okta/transport/json';
import type { Org } from '../org';
import { bits } from '../org/directory/random';
import { tacAuthenticatorId } from '../org/directory/authenticators';
import { Chooser } from './chooser';
import { type Difference, differenceOf, factsOf, membersChanged } from './facts';
import { governedDoubts, governedFills, prepareGoverned } from './planGoverned';
import { addedTo } from './scenarios/logEvents';
import { byId, mapped, textOf } from './scenarios/scenario';
import { closeWorlds, openWorld, putOutFor, type World } from './world';
import { isWhole } from '../walks/part';

/** Fills in the form of an operation for one item. */
type Fill = (org: Org, choose: Chooser) => INodeParameters;

const NOBODY = '00uNobody0000000005d7';

/** One of few users, so that their states meet; now and then one who isn't there. */
const user: (org: Org, choose: Chooser) => string = ({ users }, choose) =>
	choose.once(12) ? NOBODY : choose.of(users.list().slice(0, 12)).id;
const group = ({ groups }: Org, choose: Chooser) =>
	choose.once(12) ? '00gNothing0000000005d7' : choose.of(groups.list().slice(0, 6)).id;
const app = ({ apps }: Org, choose: Chooser) =>
	choose.once(12) ? '0oaNothing0000000005d7' : choose.of(apps.list().slice(0, 5)).id;

const onUser: Fill = (org, choose) => ({ userId: byId(user(org, choose)) });

const profile = (org: Org, choose: Chooser) => {
	const login = choose.once(3)
		? textOf(choose.of(org.users.list().slice(0, 12)).profile, 'login')
		: `new.person${String(choose.number(40))}@acme.example`;
	return mapped(
		['login', 'string', login],
		['email', 'string', login],
		['firstName', 'string', choose.of(['Ada', 'Grace', 'Alan'])],
		['lastName', 'string', choose.of(['Byron', 'Hopper', 'Kay'])],
		...(choose.once(4) ? [['noSuchAttribute', 'string', 'x'] as const] : []).map(
			([name, type, value]): [string, 'string', string] => [name, type, value],
		),
	);
};

const someAttributes = (org: Org, choose: Chooser) =>
	mapped(
		...([
			['title', 'string', choose.of(['Engineer', 'Manager', 'Clerk'])],
			['department', 'string', choose.of(['IT', 'Sales'])],
			choose.once(5)
				? ['login', 'string', textOf(choose.of(org.users.list().slice(0, 12)).profile, 'login')]
				: ['nickName', 'string', choose.of(['Al', 'Bo'])],
		] as Array<[string, 'string', string]>),
	);

const member: Fill = (org, choose) => ({
	groupId: byId(group(org, choose)),
	userId: byId(user(org, choose)),
});

const onApp: Fill = (org, choose) => ({ appId: byId(app(org, choose)) });

/** An app, and most often somebody who has it. */
const assignment: Fill = (org, choose) => {
	const one = choose.of(org.apps.list().slice(0, 5));
	const assigned = [...org.directory.appUsersFrom(one, 0)].slice(0, 20);
	const position = assigned.length > 0 && !choose.once(4) ? choose.of(assigned) : undefined;
	const id = position === undefined ? user(org, choose) : org.users.list()[position]?.id;
	return { appId: byId(one.id), userId: byId(id ?? NOBODY) };
};

const device: Fill = (org, choose) => ({
	deviceId: byId(
		choose.once(12)
			? 'guoNothing0000000005d7'
			: choose.of(org.directory.devices.list().slice(0, 4)).id,
	),
});

const rule: Fill = (org, choose) => ({
	groupRuleId: byId(
		choose.once(12) || org.directory.rules.list().length === 0
			? '0prNothing0000000005d7'
			: choose.of(org.directory.rules.list()).id,
	),
});

const factor: Fill = (org, choose) => {
	const one = choose.of(org.users.list().slice(0, 12));
	const factors = org.directory.factorsOf(one);
	return {
		userId: byId(one.id),
		factorId: byId(factors.length > 0 ? choose.of(factors).id : 'opfNothing0000000005d7'),
	};
};

/** One of the apps that `prepared` has registered, as OAuth clients. */
const client = ({ clients }: Org, choose: Chooser) =>
	choose.of(clients.list().filter(({ app: { label } }) => SERVICE_APPS.includes(label)));

const key: Fill = (org, choose) => {
	const { app: own, keys } = client(org, choose);
	const isThere = keys.length > 0 && !choose.once(8);
	return {
		appId: byId(choose.once(12) ? '0oaNothing0000000005d7' : own.id),
		keyId: byId(isThere ? choose.of(keys).id : 'pksNothing0000000005d7'),
	};
};

const hook: Fill = (org, choose) => ({
	eventHookId: byId(
		choose.once(8) || org.directory.eventHooks.list().length === 0
			? 'whoNothing0000000005d7'
			: choose.of(org.directory.eventHooks.list()).id,
	),
});

const inlineHook: Fill = (org, choose) => ({
	inlineHookId: byId(
		choose.once(8) || org.directory.inlineHooks.list().length === 0
			? 'calNothing0000000005d7'
			: choose.of(org.directory.inlineHooks.list()).id,
	),
});

const ruleTerms = (org: Org, choose: Chooser) => ({
	name: choose.once(2) ? choose.of(org.directory.rules.list()).name : 'A New Rule',
	expression: choose.of(['user.title == "Clerk"', 'user.department == "Legal"']),
});

/** What somebody types into a list of names: the groups of an org that people are put into. */
const teams = ({ groups }: Org) =>
	groups
		.list()
		.filter(({ type }) => type === 'OKTA_GROUP')
		.slice(0, 5);

const publicKeyOf = (choose: Chooser) =>
	JSON.stringify({ ...PUBLIC_KEY, kid: `new ${String(choose.number(9))}` });

/** Requests that a workflow types in: what other operations send as well, and what none does. */
const calls: ReadonlyArray<
	(org: Org, choose: Chooser) => [method: string, path: string, body?: object]
> = [
	(org, choose) => [
		'POST',
		`/api/v1/users/${user(org, choose)}/lifecycle/${choose.of(['suspend', 'unsuspend', 'deactivate'])}`,
	],
	(org, choose) => ['PUT', `/api/v1/groups/${group(org, choose)}/users/${user(org, choose)}`],
	(org, choose) => ['DELETE', `/api/v1/groups/${group(org, choose)}/users/${user(org, choose)}`],
	(org, choose) => [
		'POST',
		`/api/v1/apps/${app(org, choose)}/lifecycle/${choose.of(['activate', 'deactivate'])}`,
	],
	(org, choose) => [
		'POST',
		`/api/v1/users/${user(org, choose)}`,
		{ profile: { title: choose.of(['Clerk', 'Engineer']) } },
	],
	(org, choose) => ['DELETE', `/api/v1/users/${user(org, choose)}`],
];

const address = (choose: Chooser) => `198.51.100.${String(choose.number(6))}`;

const POLICY_NAMES = ['Contractors', 'Visitors', 'Default Policy'];

const policy = (org: Org, choose: Chooser) =>
	choose.of(org.directory.policies.list().filter(({ type }) => type === 'OKTA_SIGN_ON'));

const onPolicy: Fill = (org, choose) => ({
	type: 'OKTA_SIGN_ON',
	policyId: byId(choose.once(8) ? '00pNothing0000000005d7' : policy(org, choose).id),
});

const onPolicyRule: Fill = (org, choose) => {
	const { id, rules } = policy(org, choose);
	const isThere = rules.length > 0 && !choose.once(8);
	return {
		type: 'OKTA_SIGN_ON',
		policyId: byId(id),
		ruleId: byId(isThere ? choose.of(rules).id : '0prNothing0000000005d7'),
	};
};

const byProvider = { fulfillmentProvider: 'yubico' };

/** A security key that is on its way to somebody, or none. */
const securityKey = ({ users, directory }: Org, choose: Chooser) => {
	const { id } = choose.of(users.list().slice(0, 12));
	const [key] = directory.preregistrations.get(id) ?? [];
	const isThere = key !== undefined && !choose.once(8);
	return {
		userId: id,
		authenticatorEnrollmentId: isThere ? key.id : 'fwfNothing0000000005d7',
	};
};

const onKey: Fill = (org, choose) => {
	const { userId, authenticatorEnrollmentId } = securityKey(org, choose);
	return { userId: byId(userId), authenticatorEnrollmentId };
};

const teamName = (org: Org, choose: Chooser) =>
	choose.once(2)
		? textOf(choose.of(org.groups.list()).profile, 'name')
		: `Team ${String(choose.number(30))}`;

const fills: Readonly<Record<string, Fill>> = {
	'user.activate': onUser,
	'user.deactivate': onUser,
	'user.suspend': onUser,
	'user.unsuspend': onUser,
	'user.unlock': onUser,
	'user.expirePassword': onUser,
	'user.expirePasswordWithTempPassword': onUser,
	'user.ensureStatus': (org, choose) => ({
		...onUser(org, choose),
		status: choose.of(['ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'PASSWORD_EXPIRED', 'RECOVERY']),
	}),
	'user.setPassword': (org, choose) => ({ ...onUser(org, choose), password: 'Tr0ub4dor&3' }),
	'user.clearSessions': onUser,
	'user.resetPassword': onUser,
	'user.reactivate': onUser,
	'user.resetFactors': onUser,
	'user.revokeGrants': onUser,
	'user.delete': (org, choose) => ({
		userId: byId(choose.once(12) ? NOBODY : choose.of(org.users.list()).id),
		permanently: !choose.once(4),
	}),
	'user.create': (org, choose) => ({
		profile: profile(org, choose),
		activate: choose.once(2),
		ifExists: choose.of(['fail', 'return', 'update']),
	}),
	'user.upsert': (org, choose) => ({ profile: profile(org, choose), activate: choose.once(2) }),
	'user.update': (org, choose) => ({
		...onUser(org, choose),
		profile: someAttributes(org, choose),
	}),
	'user.replace': (org, choose) => ({ ...onUser(org, choose), profile: profile(org, choose) }),
	'factor.remove': factor,
	'linkedObject.set': (org, choose) => ({
		...onUser(org, choose),
		primaryRelationshipName: byId('manager'),
		primaryUserId: byId(user(org, choose)),
	}),
	'linkedObject.remove': (org, choose) => ({
		...onUser(org, choose),
		relationshipName: byId('manager'),
	}),
	'adminRole.assignToUser': (org, choose) => ({
		...onUser(org, choose),
		type: choose.of(['READ_ONLY_ADMIN', 'HELP_DESK_ADMIN', 'APP_ADMIN']),
		ifExists: choose.of(['fail', 'return']),
	}),
	'adminRole.removeFromUser': (org, choose) => {
		const one = choose.of(org.users.list().slice(0, 12));
		const roles = org.directory.roles.of(one.id);
		return {
			userId: byId(one.id),
			roleAssignmentId: byId(roles.length > 0 ? choose.of(roles).id : 'ra1Nothing0000000005d7'),
		};
	},
	'group.create': (org, choose) => ({
		profile: mapped(['name', 'string', teamName(org, choose)]),
		ifExists: choose.of(['fail', 'return', 'update']),
	}),
	'group.update': (org, choose) => ({
		groupId: byId(group(org, choose)),
		profile: mapped(
			['description', 'string', choose.of(['One', 'Two'])],
			...(choose.once(3)
				? ([['name', 'string', teamName(org, choose)]] as Array<[string, 'string', string]>)
				: []),
		),
	}),
	'group.delete': (org, choose) => ({
		groupId: byId(choose.once(5) ? group(org, choose) : choose.of(org.groups.list()).id),
	}),
	'group.addMember': member,
	'group.removeMember': (org, choose) => {
		const one = choose.of(org.groups.list().filter(({ type }) => type === 'OKTA_GROUP'));
		const members = [...org.directory.membersFrom(one, 0)].slice(0, 9);
		const position = members.length > 0 && !choose.once(3) ? choose.of(members) : undefined;
		const id = position === undefined ? user(org, choose) : org.users.list()[position]?.id;
		return { groupId: byId(one.id), userId: byId(id ?? NOBODY) };
	},
	'group.removeOwner': (org, choose) => {
		const owned = org.groups.list().find(({ owners }) => owners.size > 0);
		const [owner] = owned?.owners.keys() ?? [];
		return {
			groupId: byId(owned?.id ?? group(org, choose)),
			ownerId: byId(owner ?? user(org, choose)),
		};
	},
	'group.addOwner': (org, choose) => ({
		groupId: byId(group(org, choose)),
		ownerType: 'USER',
		ownerId: byId(user(org, choose)),
	}),
	'groupRule.activate': rule,
	'groupRule.deactivate': rule,
	'groupRule.delete': rule,
	'application.activate': onApp,
	'application.deactivate': onApp,
	'application.revokeTokens': onApp,
	'application.assignUser': (org, choose) => ({
		...onApp(org, choose),
		userId: byId(user(org, choose)),
	}),
	'application.unassignUser': assignment,
	'application.assignGroup': (org, choose) => ({
		...onApp(org, choose),
		groupId: byId(group(org, choose)),
	}),
	'application.unassignGroup': (org, choose) => {
		const one = org.apps.list().find(({ groups }) => groups.size > 0);
		const [assigned] = one?.groups.keys() ?? [];
		const isThere = one !== undefined && assigned !== undefined && !choose.once(3);
		return {
			appId: byId(isThere ? one.id : app(org, choose)),
			groupId: byId(isThere ? assigned : group(org, choose)),
		};
	},
	'application.delete': onApp,
	'application.setAssignmentScope': (org, choose) => ({
		...assignment(org, choose),
		scope: choose.of(['USER', 'GROUP']),
	}),
	'device.activate': device,
	'device.delete': device,
	'org.removeEmailBounces': (org, choose) => ({
		emailAddresses: textOf(choose.of(org.users.list().slice(0, 12)).profile, 'email'),
	}),
	'user.forgotPassword': onUser,
	'user.setClassification': (org, choose) => ({
		...onUser(org, choose),
		classification: choose.of(['LITE', 'STANDARD']),
	}),
	'device.suspend': device,
	'device.unsuspend': device,
	'device.deactivate': device,
	'serviceApp.activateKey': key,
	'serviceApp.deactivateKey': key,
	'serviceApp.deleteKey': key,
	'serviceApp.assignRole': (org, choose) => ({
		clientId: byId(client(org, choose).clientId),
		type: choose.of(['READ_ONLY_ADMIN', 'HELP_DESK_ADMIN', 'APP_ADMIN']),
	}),
	'serviceApp.revokeScope': (org, choose) => {
		const { app: own, grants } = client(org, choose);
		const isThere = grants.length > 0 && !choose.once(6);
		return {
			appId: byId(own.id),
			grantId: byId(isThere ? choose.of(grants).id : 'oagNothing0000000005d7'),
		};
	},
	'serviceApp.grantScope': (org, choose) => ({
		appId: byId(client(org, choose).app.id),
		scopes: [choose.of(['okta.users.read', 'okta.logs.read', 'okta.devices.read'])],
	}),
	'serviceApp.addKey': (org, choose) => ({
		appId: byId(choose.once(6) ? '0oaNothing0000000005d7' : client(org, choose).app.id),
		publicKey: publicKeyOf(choose),
	}),
	'serviceApp.create': (_, choose) => ({
		keySource: 'jwks',
		publicKey: publicKeyOf(choose),
		label: choose.of([...SERVICE_APPS, 'A New App']),
	}),
	'eventHook.create': (_, choose) => ({
		name: choose.of(['One', 'Two', 'Three']),
		uri: 'https://hooks.acme.example/okta',
		events: [choose.of(['user.lifecycle.create', 'user.lifecycle.deactivate'])],
	}),
	'eventHook.verify': hook,
	'eventHook.delete': hook,
	'inlineHook.preview': inlineHook,
	'inlineHook.delete': inlineHook,
	'groupRule.create': (org, choose) => ({
		...ruleTerms(org, choose),
		groupId: byId(group(org, choose)),
		ifExists: choose.of(['fail', 'return', 'update']),
	}),
	'groupRule.update': (org, choose) => ({ ...rule(org, choose), ...ruleTerms(org, choose) }),
	'factor.enroll': (org, choose) => ({
		...onUser(org, choose),
		factorType: 'sms',
		phoneNumber: `+1555415133${String(choose.number(9))}`,
	}),
	'factor.activate': (org, choose) => ({ ...factor(org, choose), passCode: '314159' }),
	'factor.verify': (org, choose) => ({ ...factor(org, choose), passCode: '314159' }),
	'factor.challengeAndWait': (org, choose) => {
		org.directory.factors.acceptPushAfter = 0;
		return { ...onUser(org, choose), pushFactor: 'latest', options: { patience: 5 } };
	},
	'factor.createTemporaryAccessCode': (org, choose) => ({
		...onUser(org, choose),
		authenticatorId: byId(tacAuthenticatorId({ org })),
	}),
	'schema.setUserAttribute': (_, choose) => ({
		schemaId: byId('default'),
		attributeName: choose.of(['parkingSpace', 'shoeSize', 'skills']),
		title: choose.of(['One', 'Two']),
		type: 'string',
	}),
	'application.updateUserAssignment': (org, choose) => {
		const one = choose.of(org.apps.list().slice(0, 5));
		const [assigned] = org.directory.appUsersFrom(one, choose.number(20));
		const id = assigned === undefined ? undefined : org.users.list()[assigned]?.id;
		return {
			appId: byId(one.id),
			userId: byId(id === undefined || choose.once(5) ? user(org, choose) : id),
			profile: mapped(['role', 'string', choose.of(['admin', 'member'])]),
		};
	},
	'user.universalLogout': onUser,
	'user.offboard': onUser,
	'user.contain': (org, choose) => ({
		...onUser(org, choose),
		steps: ['suspend', ...choose.of([[], ['quarantine'], ['factors'], ['sessions']])],
		groupId: byId(choose.of(teams(org)).id),
	}),
	'user.release': (org, choose) => {
		const id = user(org, choose);
		const suspendedAt = new Date(org.clock.now()).toISOString();
		const contained = choose.once(2) ? choose.of(teams(org)).id : null;
		return {
			userId: byId(id),
			containReport: JSON.stringify({
				userId: id,
				steps: [],
				undoable: { suspendedAt: choose.once(4) ? null : suspendedAt, group: contained },
			}),
			options: { expirePassword: false },
		};
	},
	'user.restore': (org, choose) => {
		const id = user(org, choose);
		const profile = org.directory.findUser(id)?.profile ?? { login: 'nobody@acme.example' };
		const [one, two] = [choose.of(teams(org)), choose.of(teams(org))];
		const groups = [...new Set([one, two])].map((team) => ({
			id: team.id,
			name: textOf(team.profile, 'name'),
			type: team.type,
			rules: [],
		}));
		const nobody = { apps: [], linkedObjects: [], factors: [], devices: [], ownedGroups: [] };
		return {
			snapshot: JSON.stringify({
				kind: 'oktaUserSnapshot',
				version: 1,
				notRead: [],
				user: { id, status: choose.of(['ACTIVE', 'SUSPENDED', 'STAGED']), typeId: '', profile },
				groups,
				adminRoles: choose.once(2)
					? []
					: [
							{
								id: 'ra1',
								type: 'USER_ADMIN',
								label: '',
								assignmentType: 'USER',
								groups: [one.id],
								apps: [],
							},
						],
				...nobody,
			}),
			restoreSteps: ['account', 'groups', ...(choose.once(2) ? ['adminRoles'] : [])],
			options: {},
		};
	},
	'application.syncUsers': (org, choose) => ({
		...onApp(org, choose),
		person: user(org, choose),
		matchBy: 'id',
		assignments: choose.of(['add', 'remove']),
	}),
	'directory.importUsers': (org, choose) => ({
		importBy: 'login',
		profile: profile(org, choose),
		activate: choose.once(2),
		options: {
			rehires: choose.of(['leave', 'reactivate', 'unsuspend']),
			groupColumn: choose.once(2) ? textOf(choose.of(teams(org)).profile, 'name') : '',
			managerColumn: choose.once(3)
				? textOf(choose.of(org.users.list().slice(0, 12)).profile, 'email')
				: '',
		},
	}),
	'group.syncMembers': (org, choose) => ({
		groupId: byId(choose.once(9) ? group(org, choose) : choose.of(teams(org)).id),
		member: user(org, choose),
		matchBy: 'id',
		membership: choose.of(['add', 'remove']),
	}),
	'group.removeMembersAddedBefore': (org, choose) => {
		const team = choose.once(9) ? undefined : choose.of(teams(org));
		const [position] = team ? org.directory.membersFrom(team, 0) : [];
		const one = position === undefined ? undefined : org.users.list()[position];
		if (team && one) {
			addedTo(org, choose.of([10, 50]), { groupId: team.id, userId: one.id });
		}
		return { groupId: byId(team?.id ?? group(org, choose)), addedDaysAgo: 30 };
	},
	'group.createWithRule': (org, choose) => ({
		groupName: teamName(org, choose),
		expression: choose.of(['user.title == "Clerk"', 'user.department == "Legal"']),
	}),
	'user.setGroups': (org, choose) => ({
		...onUser(org, choose),
		groups: textOf(choose.of(teams(org)).profile, 'name'),
		membership: choose.of(['add', 'exactly']),
		within: 'list',
		scopeGroups: teams(org)
			.map(({ profile: named }) => textOf(named, 'name'))
			.join(', '),
	}),
	'customApiCall.request': (org, choose) => {
		const [method, path, body] = choose.of(calls)(org, choose);
		return { method, path, ...(body && { body: JSON.stringify(body) }) };
	},
	'adminRole.createCustomRole': (_, choose) => ({
		label: choose.of(['Password Helper', 'Help desk', 'Night shift']),
		description: 'Made at random',
		permissions: ['okta.users.read'],
	}),
	'adminRole.createResourceSet': (_, choose) => ({
		label: choose.of(['Sales Users', 'Lisbon', 'Porto']),
		description: 'Made at random',
		resources: 'https://acme.okta.com/api/v1/users',
	}),
	'policy.create': (_, choose) => ({
		type: 'OKTA_SIGN_ON',
		name: choose.of(POLICY_NAMES),
	}),
	'policy.update': (org, choose) => ({
		...onPolicy(org, choose),
		name: choose.of(POLICY_NAMES),
		options: { description: choose.of(['One', 'Another']) },
	}),
	'policy.activate': onPolicy,
	'policy.deactivate': onPolicy,
	'policy.delete': onPolicy,
	'policy.createRule': (org, choose) => ({
		...onPolicy(org, choose),
		name: choose.of(POLICY_NAMES),
		access: 'DENY',
	}),
	'policy.updateRule': (org, choose) => ({
		...onPolicyRule(org, choose),
		name: choose.of(POLICY_NAMES),
	}),
	'policy.activateRule': onPolicyRule,
	'policy.deactivateRule': onPolicyRule,
	'policy.deleteRule': onPolicyRule,
	'networkZone.update': (org, choose) => ({
		zoneId: byId(
			choose.once(8) ? 'nzoNothing0000000005d7' : choose.of(org.directory.zones.list()).id,
		),
		add: address(choose),
		remove: choose.once(3) ? address(choose) : '',
	}),
	'application.create': ({ apps }, choose) => ({
		label: choose.once(2) ? choose.of(apps.list()).label : `App ${String(choose.number(30))}`,
		signOnMode: 'BOOKMARK',
		url: `https://${choose.of(['one', 'two'])}.example`,
		ifExists: choose.of(['fail', 'return', 'update']),
	}),
	'application.update': (org, choose) => ({
		...onApp(org, choose),
		signOnMode: 'any',
		options: { adminNote: choose.of(['One', 'Two']) },
	}),
	'application.assignPolicy': (org, choose) => ({
		...onApp(org, choose),
		accessPolicyId: byId(
			choose.once(8)
				? 'rstNothing0000000005d7'
				: choose.of(org.directory.policies.list().filter(({ type }) => type === 'ACCESS_POLICY'))
						.id,
		),
	}),
	'webAuthnPreregistration.enroll': (org, choose) => ({
		...onUser(org, choose),
		...byProvider,
		transportKey: JSON.stringify(PUBLIC_KEY),
		relyingParties: 'acme.okta.com',
	}),
	'webAuthnPreregistration.activate': (org, choose) => {
		const { userId, authenticatorEnrollmentId } = securityKey(org, choose);
		return {
			...byProvider,
			userId: byId(userId),
			serial: '12345678',
			version: '5.7.1',
			credentialResponses: JSON.stringify([{ authenticatorEnrollmentId, credResponseJwe: 'e30' }]),
			pinResponse: 'e30',
			signingKeys: JSON.stringify([PUBLIC_KEY]),
		};
	},
	'webAuthnPreregistration.requestFulfillment': (org, choose) => ({
		...onUser(org, choose),
		...byProvider,
		order: '[{ "productId": "29" }]',
	}),
	'webAuthnPreregistration.sendPin': (org, choose) => ({ ...byProvider, ...onKey(org, choose) }),
	'webAuthnPreregistration.markError': (org, choose) => onKey(org, choose),
	'webAuthnPreregistration.delete': (org, choose) => onKey(org, choose),
	...governedFills,
};

const BY_SETTINGS =
	'how the app is set up decides what Okta does, so that no plan says that it is certain';

const ROLES = 'what Okta says to labels that are taken, and of what is assigned, is not known';

/** Operations that are not planned at random, and why. */
const notRandom: Readonly<Record<string, string>> = {
	'adminRole.updateCustomRole': ROLES,
	'adminRole.deleteCustomRole': ROLES,
	'adminRole.addPermission': ROLES,
	'adminRole.removePermission': ROLES,
	'adminRole.updateResourceSet': ROLES,
	'adminRole.deleteResourceSet': ROLES,
	'adminRole.addResources': ROLES,
	'adminRole.removeResource': ROLES,
	'adminRole.createBinding': ROLES,
	'adminRole.deleteBinding': ROLES,
	'adminRole.addBindingMembers': ROLES,
	'adminRole.removeBindingMember': ROLES,
	'serviceApp.removeRole': ROLES,
	'directory.applyPlan': 'it carries out what others have planned: see below',
	'identitySource.addMember': BY_SETTINGS,
	'identitySource.cancelSession': BY_SETTINGS,
	'identitySource.createGroup': BY_SETTINGS,
	'identitySource.createUser': BY_SETTINGS,
	'identitySource.deleteGroup': BY_SETTINGS,
	'identitySource.deleteUser': BY_SETTINGS,
	'identitySource.import': BY_SETTINGS,
	'identitySource.removeMember': BY_SETTINGS,
	'identitySource.replaceUser': BY_SETTINGS,
	'identitySource.updateGroup': BY_SETTINGS,
	'identitySource.updateUser': BY_SETTINGS,
};

test('every operation that changes something is planned at random, or listed with the reason', () => {
	const writing = resources.flatMap(({ value: resource, operations }) =>
		operations.filter(changesSomething).map(({ value }) => `${resource}.${value}`),
	);
	expect([...Object.keys(fills), ...Object.keys(notRandom)].toSorted()).toEqual(writing.toSorted());
});

const SERVICE_APPS: readonly string[] = ['Export', 'Leavers'];

afterAll(closeWorlds);

const PUBLIC_KEY = {
	kty: 'EC',
	crv: 'P-256',
	x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
	y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
	use: 'sig',
	alg: 'ES256',
} as const;

/** People in every state, one of whom somebody manages. */
async function prepared(): Promise<World> {
	const world = await openWorld({ org: { users: 40 }, app: { scopes: everyScope } });
	const { links } = world.org.directory;
	const end = (name: string) => ({ name, title: name, description: '', type: 'USER' }) as const;
	links.define({ primary: end('manager'), associated: end('subordinate') });
	const { clients } = world.org;
	for (const label of SERVICE_APPS) {
		const grants = ['okta.users.read', 'okta.groups.read', 'okta.apps.read', 'okta.logs.read'];
		const one = clients.register({ label, grants, roles: ['READ_ONLY_ADMIN'] });
		for (let count = 0; count < 6; count++) {
			const jwk = { ...PUBLIC_KEY, kid: `key ${String(count)}` };
			clients.addKey(one, jwk, count % 2 === 0 ? 'ACTIVE' : 'INACTIVE');
		}
	}
	for (const pushed of teams(world.org).slice(0, 2)) pushed.pushedBy.add('0oaPusher00000000005d7');
	const { eventHooks, inlineHooks } = world.org.directory;
	for (const [name, status] of [
		['One', 'ACTIVE'],
		['Two', 'INACTIVE'],
	] as const) {
		eventHooks.add((id) => ({
			id,
			name,
			description: '',
			status,
			verificationStatus: 'UNVERIFIED',
			created: world.org.clock.now(),
			lastUpdated: world.org.clock.now(),
			createdBy: '00u1',
			items: ['user.lifecycle.create'],
			uri: 'http://127.0.0.1:9/',
			headers: [],
		}));
		inlineHooks.add((id) => ({
			id,
			name,
			type: 'com.okta.user.pre-registration',
			version: '1.0.0',
			status,
			created: world.org.clock.now(),
			lastUpdated: world.org.clock.now(),
			uri: 'http://127.0.0.1:9/',
			headers: [],
		}));
	}
	for (const user of world.org.users.list().slice(0, 12)) {
		const keys = [0, 1, 2].map((place) => ({
			id: `fwf${user.id.slice(3)}${String(place)}`,
			status: place === 0 ? ('PENDING_ACTIVATION' as const) : ('ACTIVE' as const),
			created: 0,
			lastUpdated: 0,
		}));
		world.org.directory.preregistrations.set(user.id, keys);
	}
	prepareGoverned(world.org);
	return world;
}

const everyScope = [
	...[
		'users',
		'groups',
		'apps',
		'roles',
		'schemas',
		'userTypes',
		'devices',
		'linkedObjects',
		'appGrants',
		'networkZones',
		'eventHooks',
		'policies',
		'inlineHooks',
		'orgs',
		'realms',
		'realmAssignments',
		'governance.accessCertifications',
		'governance.entitlements',
		'accessRequests.condition',
		'accessRequests.request',
	].flatMap((area) => [`okta.${area}.manage`, `okta.${area}.read`]),
	'okta.accessRequests.catalog.read',
	'okta.universalLogout.manage',
];

const PROVIDER = 'whether Okta and the provider agree is not known';

/** Where Okta's answer often depends on what nobody can read, and on what. What is said to be certain has to be right here, too. */
const lessCertain: Readonly<Record<string, string>> = {
	'user.resetPassword': 'Okta says only of active users what comes of it',
	'user.expirePassword': 'Okta says only of active users what comes of it',
	'user.setPassword': 'the password policy is not known',
	'user.clearSessions': 'whether somebody is signed in is not known',
	'user.ensureStatus': 'a new link or code leaves no trace in the account',
	'user.expirePasswordWithTempPassword': 'Okta says only of active users what comes of it',
	'application.revokeTokens': 'whether the app has given out tokens is not known',
	'serviceApp.activateKey': 'what Okta says to a key that is active already is not known',
	'serviceApp.deactivateKey': 'what Okta says to a key that is inactive already is not known',
	'serviceApp.grantScope': 'whether the org has the scope is not known',
	'serviceApp.addKey': 'whether Okta takes the key is not known',
	'serviceApp.create': 'whether Okta takes the settings and the key is not known',
	'eventHook.create': 'whether Okta takes the events and the address is not known',
	'eventHook.verify': 'what the receiver answers is not known',
	'inlineHook.preview': 'what the receiver answers is not known',
	'org.removeEmailBounces': 'which addresses are on the list is not known',
	'group.createWithRule': 'whom the expression holds for is not known',
	'groupRule.create': 'whom the expression holds for is not known',
	'groupRule.update': 'whom the expression holds for is not known',
	'adminRole.createCustomRole': 'whether Okta takes the permissions is not known',
	'adminRole.createResourceSet': 'whether Okta takes the resources is not known',
	'policy.create': 'whether Okta takes the settings is not known',
	'policy.createRule': 'whether Okta takes the settings is not known',
	'policy.update': 'whether Okta takes the settings is not known',
	'policy.updateRule': 'whether Okta takes the settings is not known',
	'factor.enroll': 'whether the org allows the factor is not known',
	'factor.activate': 'whether the code is right is not known',
	'factor.verify': 'what the user answers is not known',
	'factor.challengeAndWait': 'what the user answers is not known',
	'factor.createTemporaryAccessCode': 'whether the org allows these codes is not known',
	'schema.setUserAttribute': 'whether Okta takes the attribute as it is, is not known',
	'application.updateUserAssignment': 'whether the app takes the values is not known',
	'user.universalLogout': 'whether the org has the feature is not known',
	'user.offboard': 'whether somebody is signed in is not known',
	'user.contain': 'whether somebody is signed in is not known',
	'customApiCall.request': 'which scope a request takes that somebody types in is not known',
	'user.reactivate': 'a new link leaves no trace in the account',
	'user.unlock': 'a lock on unknown devices leaves no trace in the account',
	'application.create': 'whether Okta takes the settings is not known',
	'application.update': 'whether Okta takes the settings is not known',
	'application.assignPolicy': 'whether Okta lets the app go by the policy is not known',
	'webAuthnPreregistration.enroll': PROVIDER,
	'webAuthnPreregistration.activate': PROVIDER,
	'webAuthnPreregistration.requestFulfillment': PROVIDER,
	'webAuthnPreregistration.sendPin': PROVIDER,
	'webAuthnPreregistration.markError': 'Okta does not show the mark',
	...governedDoubts,
	'group.delete': 'whether an app pushes the group is known to that app only',
	'groupRule.delete': 'a rule may be deleted together with those it put into groups',
};

/** Few operations take something away, so these have twice the cases. */
const removing = ['user.delete', 'group.removeMember', 'application.unassignUser'];

/** After that many there is little left in an org to take away. */
const IN_ONE_ORG = 20;

const IN_ALL = 2_500;
const whole = Math.ceil(IN_ALL / (Object.keys(fills).length + removing.length));

/** How many random cases there are for each operation; another number, as in PLAN_CASES=100, is a matter of time only. */
const cases = Number(process.env['PLAN_CASES'] ?? (isWhole ? whole : 2));

const seen: Record<string, number> = {};

describe.each(Object.entries(fills))('the plan of %s', (key, fill) => {
	const [resource = '', operation = ''] = key.split('.');

	const times = removing.includes(key) ? 2 * cases : cases;

	test(`is what happens, in ${String(times)} random cases`, async () => {
		let world = await prepared();
		let certain = 0;
		for (let index = 0; index < times; index++) {
			if (index > 0 && index % IN_ONE_ORG === 0) world = await prepared();
			const seed = bits(index, key.length, key.charCodeAt(key.length - 1));
			const parameters = fill(world.org, new Chooser(seed));
			const run = async (safeguards: INodeParameters) =>
				await world.n8n.run({
					parameters: { resource, operation, ...parameters, safeguards },
					credential: world.credential,
					settings: { onError: 'continueRegularOutput' },
				});
			const before = factsOf(world.org);
			const planned = await run({ dryRun: true });
			expect(differenceOf(before, factsOf(world.org))).toEqual({
				added: [],
				removed: [],
				changed: [],
			});
			const [plan = {}] = putOutFor(planned.items, 0);

			const done = await run({});
			const [row = {}] = putOutFor(done.items, 0);
			const after = factsOf(world.org);
			const { added, removed, changed } = differenceOf(before, after);
			const said = { seed, parameters, plan, row, added, removed, changed };
			if (plan['certain'] !== true) continue;
			certain++;
			const would = text(plan['would']);
			seen[would] = (seen[would] ?? 0) + 1;
			const happened =
				typeof row['error'] === 'string' || row['outcome'] === 'refused'
					? 'be refused'
					: added.length + removed.length + changed.length === 0
						? 'nothing'
						: would === 'create' && added.length > 0
							? 'create'
							: would === 'remove' && removed.length > 0
								? 'remove'
								: changed.length > 0
									? 'change'
									: 'something else';
			expect({ ...said, happened }).toEqual({ ...said, happened: would });
			if (would !== 'change' || !isObjectList(plan['changes'])) continue;
			const { id } = isObject(plan['object']) ? plan['object'] : {};
			const [own] = changed.filter((name) => name.endsWith(` ${text(id)}`));
			if (own === undefined) continue;
			const foreseen = Object.fromEntries(
				plan['changes'].map(({ field, from, to }) => [text(field), [from ?? null, to ?? null]]),
			);
			expect({ ...said, changes: foreseen }).toEqual({
				...said,
				changes: membersChanged(before.get(own), after.get(own)),
			});
		}
		expect(certain).toBeGreaterThanOrEqual(times * (lessCertain[key] === undefined ? 0.9 : 0));
	});
});

/** What Apply Plan says of what was planned. */
const outcomes: Readonly<Record<string, string>> = {
	create: 'created',
	change: 'changed',
	remove: 'removed',
	nothing: 'unchanged',
	'be refused': 'skipped',
};

/** What came of it, as far as the org's books tell. */
const touched = ({ added, removed, changed }: Difference) =>
	added.length + removed.length + changed.length > 0;

const applied: Record<string, number> = {};

const inPlaces = Object.entries(fills).map(([key, fill], place) => ({ key, fill, place }));

test.each(inPlaces)(
	'Apply Plan does what was planned of $key, and a plan of the plan is the plan',
	async ({ key, fill, place }) => {
		const [resource = '', operation = ''] = key.split('.');
		let world = await prepared();
		for (let index = 0; index < Math.max(1, Math.floor(cases / 6)); index++) {
			if (index > 0 && index % IN_ONE_ORG === 0) world = await prepared();
			const seed = bits(index, place, 11);
			const parameters = fill(world.org, new Chooser(seed));
			const run = async (more: INodeParameters) => {
				const { items } = await world.n8n.run({
					parameters: more,
					credential: world.credential,
					settings: { onError: 'continueRegularOutput' },
				});
				return putOutFor(items, 0);
			};
			const [plan = {}] = await run({
				resource,
				operation,
				...parameters,
				safeguards: { dryRun: true },
			});
			if (plan['certain'] !== true || plan['seal'] === undefined) continue;
			const apply = { resource: 'directory', operation: 'applyPlan', plan: JSON.stringify([plan]) };
			const before = factsOf(world.org);
			const [again = {}] = await run({ ...apply, safeguards: { dryRun: true } });
			const planned = factsOf(world.org);
			const [row = {}] = await run(apply);
			const difference = differenceOf(planned, factsOf(world.org));
			const would = text(plan['would']);
			const said = { key, seed, plan, again, row, difference };
			const isDone = ['create', 'change', 'remove'].includes(would) && plan['applicable'] === true;
			expect({ ...said, untouched: touched(differenceOf(before, planned)) }).toEqual({
				...said,
				untouched: false,
			});
			if (plan['applicable'] !== true && would !== 'be refused') {
				expect({ ...said, isRefused: typeof row['error'] === 'string' }).toMatchObject({
					isRefused: true,
				});
			} else {
				applied[would] = (applied[would] ?? 0) + 1;
				expect({ ...said, outcome: row['outcome'], would: again['would'] }).toEqual({
					...said,
					outcome: outcomes[would],
					would: would === 'be refused' ? 'nothing' : would,
				});
			}
			expect({ ...said, isDone: touched(difference) }).toEqual({ ...said, isDone });
		}
	},
);

test('Apply Plan has come to each outcome', () => {
	expect(Object.keys(applied).toSorted()).toEqual(Object.keys(outcomes).toSorted());
});

test('each outcome is a twelfth of all at the least', () => {
	const all = Object.values(seen).reduce((sum, one) => sum + one, 0);
	for (const would of ['create', 'change', 'remove', 'nothing', 'be refused']) {
		expect({ seen, would, isEnough: (seen[would] ?? 0) / all >= 1 / 12 }).toMatchObject({
			isEnough: true,
		});
	}
});
