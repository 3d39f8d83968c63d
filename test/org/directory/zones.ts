import { isIP } from 'node:net';
import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { iso, type Json } from './model';
import { invalidFilter } from './refusals';
import {
	bodyOf,
	isObject,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
	textsIn,
} from './request';
import type { Language, Operator } from './search';
import { understand } from './understand';
import type { NetworkZone } from './zoneStore';

const PAGE = { default: 20, max: 1_000 };

const show =
	({ origin }: Call) =>
	({ id, name, status, system, created, lastUpdated, type, usage, details }: NetworkZone) => {
		const self = `${origin}/api/v1/zones/${id}`;
		const change = status === 'ACTIVE' ? 'deactivate' : 'activate';
		return {
			type,
			id,
			name,
			status,
			usage,
			created: iso(created),
			lastUpdated: iso(lastUpdated),
			system,
			...details,
			_links: {
				self: { href: self, hints: { allow: ['GET', 'PUT', 'DELETE'] } },
				[change]: { href: `${self}/lifecycle/${change}`, hints: { allow: ['POST'] } },
			},
		};
	};

const language: Language<NetworkZone> = {
	caseSensitive: true,
	attribute: (name) =>
		name === 'id' || name === 'usage' || name === 'system'
			? {
					type: name === 'system' ? 'boolean' : 'string',
					operators: new Set<Operator>(['eq']),
				}
			: undefined,
	read: (zone, name) =>
		name === 'id'
			? zone.id
			: name === 'usage'
				? zone.usage
				: name === 'system'
					? zone.system
					: undefined,
};

function list(call: Call): Reply {
	const filter = call.query.get('filter');
	const zones = call.org.directory.zones.asSearched();
	return page(call, {
		list: 'zones',
		size: PAGE,
		rows: inOrder(filter ? zones.filter(understand(filter, language, invalidFilter)) : zones),
		show: show(call),
	});
}

function zoneOf(call: Call): NetworkZone {
	const id = param(call, 'zoneId');
	const zone = call.org.directory.zones.get(id);
	if (!zone) throw notFound(id, 'NetworkZone');
	return zone;
}

interface Terms {
	type: NetworkZone['type'];
	name: string;
	usage: NetworkZone['usage'];
	/** Undefined: as it is. */
	status: NetworkZone['status'] | undefined;
	details: JsonObject;
}

const TYPES = ['IP', 'DYNAMIC', 'DYNAMIC_V2'] as const;

/** What a zone is, as a request gives it: E0000001 for what it can't be. */
function termsIn(call: Call, body: JsonObject, self?: NetworkZone): Terms {
	const asked = requiredText(body, 'type');
	const type = TYPES.find((known) => known === asked);
	if (!type) throw validationFailed('type', `type: '${asked}' is not a type of zone`);
	const name = requiredText(body, 'name');
	const { zones } = call.org.directory;
	if (zones.list().some((zone) => zone.name === name && zone.id !== self?.id))
		throw validationFailed('name', 'name: A zone with this name already exists');
	const usage = textIn(body, 'usage') ?? 'POLICY';
	if (usage !== 'POLICY' && usage !== 'BLOCKLIST')
		throw validationFailed('usage', `usage: '${usage}' is neither POLICY nor BLOCKLIST`);
	return { type, name, usage, status: statusIn(body), details: detailsIn(type, body) };
}

function statusIn(body: JsonObject): NetworkZone['status'] | undefined {
	const status = textIn(body, 'status');
	if (status === undefined || status === 'ACTIVE' || status === 'INACTIVE') return status;
	throw validationFailed('status', `status: '${status}' is neither ACTIVE nor INACTIVE`);
}

/** What a zone of the type consists of, as Okta completes it. */
function detailsIn(type: NetworkZone['type'], body: JsonObject): JsonObject {
	switch (type) {
		case 'IP':
			return { gateways: addressesIn(body, 'gateways'), proxies: addressesIn(body, 'proxies') };
		case 'DYNAMIC':
			return {
				locations: placed(body.locations),
				proxyType: textIn(body, 'proxyType') ?? null,
				...(body.asns === undefined ? {} : { asns: textsIn(body, 'asns') }),
			};
		case 'DYNAMIC_V2':
			return Object.fromEntries(
				['locations', 'ipServiceCategories', 'asns'].map((member) => {
					const { include, exclude } = objectIn(body, member);
					return [member, { include: placed(include) ?? [], exclude: placed(exclude) ?? [] }];
				}),
			);
	}
}

/** A list in which every place has a region, be it null. */
const placed = (list: Json | undefined): Json =>
	Array.isArray(list)
		? list.map((place) => (isObject(place) ? { region: null, ...place } : place))
		: null;

function addressesIn(body: JsonObject, member: string): Json {
	const addresses = body[member] ?? null;
	if (addresses === null) return null;
	if (!Array.isArray(addresses) || !addresses.every(isAddress))
		throw validationFailed(
			member,
			`${member}: Each needs type CIDR and an address with or without a prefix, or type RANGE and two addresses`,
		);
	return addresses.map(completed);
}

/** A range of one address is written as one from it to itself. */
function completed(address: Json): Json {
	if (!isObject(address) || address.type !== 'RANGE') return address;
	const value = textIn(address, 'value') ?? '';
	return value.includes('-') ? address : { ...address, value: `${value}-${value}` };
}

function isAddress(address: Json): boolean {
	if (!isObject(address) || typeof address.value !== 'string') return false;
	if (address.type === 'RANGE') {
		const [from = '', to = from, ...more] = address.value.split('-');
		return more.length === 0 && isIP(from) !== 0 && isIP(to) === isIP(from);
	}
	const [ip = '', prefix, ...more] = address.value.split('/');
	const most = isIP(ip) === 6 ? 128 : 32;
	const fits = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= most);
	return address.type === 'CIDR' && isIP(ip) !== 0 && fits && more.length === 0;
}

function create(call: Call): Reply {
	const { zones, clock } = call.org.directory;
	const terms = termsIn(call, bodyOf(call));
	const now = clock.now();
	const zone = zones.add((id) => ({
		...terms,
		id,
		status: terms.status ?? 'ACTIVE',
		system: false,
		created: now,
		lastUpdated: now,
	}));
	record(call, zone, 'create');
	return ok(show(call)(zone));
}

/** What a PUT has to say of some of Okta's own zones, though not all of it is ever shown. */
const DEMANDED: Readonly<Record<string, string>> = {
	BlockedIpZone: 'system',
	DefaultExemptIpZone: 'useAsExemptList',
};

/** Everything not mentioned is lost: there's no partial update. */
function replace(call: Call): Reply {
	const zone = zoneOf(call);
	const { type, name, usage, details, status = zone.status } = termsIn(call, bodyOf(call), zone);
	if (type !== zone.type)
		throw validationFailed('type', 'type: The type of a zone cannot be changed');
	const demanded = DEMANDED[zone.name];
	if (zone.system && demanded !== undefined && bodyOf(call)[demanded] !== true)
		throw validationFailed(demanded, `${demanded}: This zone can only be updated with true`);
	if (zone.system && (name !== zone.name || usage !== zone.usage))
		throw validationFailed('name', 'name: Only the addresses of a system zone can be changed');
	const { zones, clock } = call.org.directory;
	zones.change(zone, { name, usage, status, details, lastUpdated: clock.now() });
	record(call, zone, 'update');
	return ok(show(call)(zone));
}

function remove(call: Call): Reply {
	const zone = zoneOf(call);
	if (zone.system) throw validationFailed('id', 'id: A system zone cannot be deleted');
	call.org.directory.zones.delete(zone);
	record(call, zone, 'delete');
	return noContent();
}

const setStatus =
	(status: NetworkZone['status']) =>
	(call: Call): Reply => {
		const zone = zoneOf(call);
		const { zones, clock } = call.org.directory;
		zones.change(zone, { status, lastUpdated: clock.now() });
		record(call, zone, status === 'ACTIVE' ? 'activate' : 'deactivate');
		return ok(show(call)(zone));
	};

function record(call: Call, { id, name }: NetworkZone, what: string): void {
	call.org.directory.log.record(call, {
		eventType: `zone.${what}`,
		displayMessage: `Network zone: ${what}`,
		targets: [{ id, type: 'NetworkZone', alternateId: 'unknown', displayName: name }],
	});
}

const read = ['okta.networkZones.read'];
const manage = ['okta.networkZones.manage'];
const ZONE = '/api/v1/zones/{zoneId}';

export const zoneRoutes: Route[] = [
	{ route: 'GET /api/v1/zones', scopes: read, handle: list },
	{ route: 'POST /api/v1/zones', scopes: manage, handle: create },
	{ route: `GET ${ZONE}`, scopes: read, handle: (call) => ok(show(call)(zoneOf(call))) },
	{ route: `PUT ${ZONE}`, scopes: manage, handle: replace },
	{ route: `DELETE ${ZONE}`, scopes: manage, handle: remove },
	{ route: `POST ${ZONE}/lifecycle/activate`, scopes: manage, handle: setStatus('ACTIVE') },
	{ route: `POST ${ZONE}/lifecycle/deactivate`, scopes: manage, handle: setStatus('INACTIVE') },
];
