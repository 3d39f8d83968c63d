import { notFound } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import type { Device, DeviceStatus } from './deviceStore';
import { userOf } from './lookup';
import { iso } from './model';
import { deviceStatusForbids, invalidSearch } from './refusals';
import { isObject, type JsonObject, noContent, ok, param } from './request';
import type { Language, Operator } from './search';
import { understand } from './understand';
import { userView } from './userView';

const PAGE = { default: 200, max: 200 };

/** What can be done with a device, by its status. */
const STEPS: Readonly<Record<DeviceStatus, readonly string[]>> = {
	ACTIVE: ['suspend', 'deactivate'],
	SUSPENDED: ['unsuspend', 'deactivate'],
	DEACTIVATED: ['activate'],
};

function show(call: Call): (device: Device) => Record<string, unknown> {
	const expand = call.query.get('expand');
	return (device) => {
		const self = `${call.origin}/api/v1/devices/${device.id}`;
		return {
			id: device.id,
			status: device.status,
			created: iso(device.created),
			lastUpdated: iso(device.lastUpdated),
			profile: device.profile,
			resourceType: 'UDDevice',
			resourceDisplayName: { value: device.profile.displayName, sensitive: false },
			resourceAlternateId: null,
			resourceId: device.id,
			...(expand === 'user' || expand === 'userSummary'
				? { _embedded: { users: usersOf(call, device) } }
				: {}),
			_links: {
				self: { href: self, hints: { allow: ['GET', 'PATCH', 'PUT'] } },
				...Object.fromEntries(
					STEPS[device.status].map((step) => [
						step,
						{ href: `${self}/lifecycle/${step}`, hints: { allow: ['POST'] } },
					]),
				),
				users: { href: `${self}/users`, hints: { allow: ['GET'] } },
			},
		};
	};
}

function usersOf(call: Call, device: Device) {
	const user = call.org.directory.users.at(device.owner);
	return user
		? [
				{
					created: iso(device.created),
					managementStatus: device.profile.managed === true ? 'MANAGED' : 'NOT_MANAGED',
					screenLockType: 'BIOMETRIC',
					user: userView(call, 'self')(user),
				},
			]
		: [];
}

const SEARCH: ReadonlySet<Operator> = new Set<Operator>(['eq', 'sw', 'co', 'pr']);
const ORDER: ReadonlySet<Operator> = new Set<Operator>(['eq', 'gt', 'ge', 'lt', 'le']);

const language: Language<Device> = {
	caseSensitive: false,
	attribute(name) {
		if (name === 'lastUpdated') return { type: 'date', operators: ORDER };
		if (name === 'id' || name === 'status') return { type: 'string', operators: SEARCH };
		if (/^profile\.(?:managed|registered|secureHardwarePresent)$/.test(name))
			return { type: 'boolean', operators: SEARCH };
		return /^profile\.\w+$/.test(name) ? { type: 'string', operators: SEARCH } : undefined;
	},
	read(device, name) {
		if (name.startsWith('profile.')) return device.profile[name.slice('profile.'.length)];
		if (name === 'lastUpdated') return iso(device.lastUpdated);
		return name === 'id' ? device.id : device.status;
	},
};

function list(call: Call): Reply {
	const search = call.query.get('search');
	const devices = call.org.directory.devices.list();
	return page(call, {
		list: 'devices',
		badCursor: () => invalidSearch('Invalid cursor.'),
		size: PAGE,
		rows: inOrder(search ? devices.filter(understand(search, language, invalidSearch)) : devices),
		show: show(call),
	});
}

function deviceOf(call: Call): Device {
	const id = param(call, 'deviceId');
	const device = call.org.directory.devices.get(id);
	// Under this name where the list of users is asked for.
	if (!device) throw notFound(id, call.path.endsWith('/users') ? 'GenericUDObject' : 'Device');
	return device;
}

/** Read alone, a device says what it was enrolled by. */
function get(call: Call): Reply {
	const shown = show(call)(deviceOf(call));
	const originatedFrom = [
		{ id: 'aut1verify0000000005d7', name: 'Okta Verify', key: 'okta_verify' },
	];
	return ok({ ...shown, _embedded: { ...embeddedIn(shown), originatedFrom } });
}

const embeddedIn = ({ _embedded }: Record<string, unknown>): JsonObject =>
	isObject(_embedded) ? _embedded : {};

const move =
	(what: string, from: readonly DeviceStatus[], to: DeviceStatus) =>
	(call: Call): Reply => {
		const device = deviceOf(call);
		if (!from.includes(device.status)) throw deviceStatusForbids();
		device.status = to;
		device.lastUpdated = call.org.directory.clock.now();
		record(call, device, what);
		return noContent();
	};

function remove(call: Call): Reply {
	const device = deviceOf(call);
	if (device.status !== 'DEACTIVATED') throw deviceStatusForbids();
	call.org.directory.devices.delete(device);
	record(call, device, 'delete');
	return noContent();
}

function record(call: Call, { id, profile }: Device, what: string): void {
	const displayName = typeof profile.displayName === 'string' ? profile.displayName : '';
	call.org.directory.log.record(call, {
		eventType: `device.lifecycle.${what}`,
		displayMessage: `Device lifecycle: ${what}`,
		targets: [{ id, type: 'Device', alternateId: 'unknown', displayName }],
	});
}

function listOfUser(call: Call): Reply {
	const user = userOf(call, 'userId');
	const showDevice = show(call);
	return ok(
		call.org.directory.devices
			.list()
			.filter(({ owner }) => owner === user.position)
			.map((device) => ({
				created: iso(device.created),
				deviceUserId: `du${device.id.slice(2)}`,
				device: showDevice(device),
			})),
	);
}

const read = ['okta.devices.read'];
const manage = ['okta.devices.manage'];
const DEVICE = '/api/v1/devices/{deviceId}';
const lifecycle = (what: string, from: readonly DeviceStatus[], to: DeviceStatus): Route => ({
	route: `POST ${DEVICE}/lifecycle/${what}`,
	scopes: manage,
	handle: move(what, from, to),
});

export const deviceRoutes: Route[] = [
	{ route: 'GET /api/v1/devices', scopes: read, handle: list },
	{ route: `GET ${DEVICE}`, scopes: read, handle: get },
	{ route: `DELETE ${DEVICE}`, scopes: manage, handle: remove },
	lifecycle('activate', ['DEACTIVATED'], 'ACTIVE'),
	lifecycle('deactivate', ['ACTIVE', 'SUSPENDED'], 'DEACTIVATED'),
	lifecycle('suspend', ['ACTIVE'], 'SUSPENDED'),
	lifecycle('unsuspend', ['SUSPENDED'], 'ACTIVE'),
	{
		route: `GET ${DEVICE}/users`,
		scopes: read,
		handle: (call) => ok(usersOf(call, deviceOf(call))),
	},
	{ route: 'GET /api/v1/users/{userId}/devices', scopes: ['okta.users.read'], handle: listOfUser },
];
