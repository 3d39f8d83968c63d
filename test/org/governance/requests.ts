import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { bodyOf, created, objectIn, ok, param, requiredText } from '../directory/request';
import { userTarget } from '../directory/targets';
import {
	badFilter,
	dataPage,
	filtered,
	languageOf,
	notThere,
	showStamps,
	stamps,
	touch,
} from './answers';
import type { AccessRequest, CatalogEntry } from './store';

const REQUESTS = '/governance/api/v2/requests';
const ENTRIES = '/governance/api/v2/catalogs/default/entries';

const show =
	({ origin }: Call) =>
	(request: AccessRequest) => ({
		id: request.id,
		status: request.status,
		...showStamps(request),
		requestedBy: { externalId: request.requestedBy, type: 'OKTA_USER' },
		requestedFor: { externalId: request.requestedFor, type: 'OKTA_USER' },
		requested: {
			entryId: request.entryId,
			resourceId: request.appId,
			resourceType: 'APPLICATION',
			accessScopeId: request.appId,
			accessScopeType: 'APPLICATION',
		},
		_links: {
			self: { href: `${origin}${REQUESTS}/${request.id}` },
			catalogEntry: { href: `${origin}${ENTRIES}/${request.entryId}` },
		},
	});

const showFull = (call: Call) => (request: AccessRequest) => ({
	...show(call)(request),
	accessDuration: null,
	requesterFieldValues: request.values,
});

const language = languageOf<AccessRequest>(
	(request, name) => {
		const held: Record<string, unknown> = {
			status: request.status,
			requestedFor: request.requestedFor,
			resourceId: request.appId,
			resourceType: 'APPLICATION',
			accessScopeId: request.appId,
			accessScopeType: 'APPLICATION',
			lastUpdated: new Date(request.lastUpdated).toISOString(),
		};
		return held[name];
	},
	['status', 'requestedFor', 'resourceId', 'resourceType', 'accessScopeId', 'accessScopeType'],
	['lastUpdated'],
);

function requestOf(call: Call): AccessRequest {
	const request = call.org.directory.governance.requests.get(param(call, 'requestId'));
	if (!request) throw notThere();
	return request;
}

function create(call: Call): Reply {
	const { directory } = call.org;
	const body = bodyOf(call);
	const requested = objectIn(body, 'requested');
	if (requiredText(requested, 'type') !== 'CATALOG_ENTRY')
		throw validationFailed('/requested/type must be CATALOG_ENTRY');
	const entryId = requiredText(requested, 'entryId');
	const entry = directory.governance.entries.get(entryId);
	if (!entry)
		throw validationFailed(`/requested/entryId ${entryId} not found`, `${entryId} not found`);
	const requestedFor = personIn(call, objectIn(body, 'requestedFor'), 'requestedFor');
	const by = objectIn(body, 'requestedBy');
	const requestedBy =
		Object.keys(by).length > 0 ? personIn(call, by, 'requestedBy') : directory.administrator.id;
	const values = body.requesterFieldValues ?? [];
	if (!Array.isArray(values)) throw validationFailed('/requesterFieldValues must be array');
	const request = directory.governance.requests.add((id) => ({
		id,
		entryId,
		appId: entry.appId,
		requestedBy,
		requestedFor,
		values,
		status: 'PENDING',
		messages: [],
		...stamps(call),
	}));
	const user = directory.findUser(requestedFor);
	call.org.log.record(call, {
		eventType: 'access.request.create',
		displayMessage: 'Access request created',
		targets: [
			{ id: request.id, type: 'AccessRequest', alternateId: request.id, displayName: entry.name },
			...(user ? [userTarget(user)] : []),
		],
	});
	return { status: 202, body: { ...showFull(call)(request), status: 'SUBMITTED' } };
}

function personIn({ org }: Call, person: ReturnType<typeof objectIn>, name: string): string {
	const id = requiredText(person, 'externalId');
	if (requiredText(person, 'type') !== 'OKTA_USER' || org.directory.findUser(id)?.id !== id)
		throw validationFailed(`/${name}/externalId ${id} not found`, `${id} not found`);
	return id;
}

function addMessage(call: Call): Reply {
	const request = requestOf(call);
	request.messages.push(requiredText(bodyOf(call), 'message'));
	touch(call, request);
	return { ...created(undefined), body: undefined };
}

const showEntry =
	({ origin }: Call) =>
	({ id, name, parent }: CatalogEntry) => ({
		id,
		name,
		...(parent !== undefined && { parent }),
		requestable: true,
		_links: {
			self: { href: `${origin}${ENTRIES}/${id}` },
			createRequest: { href: `${origin}${REQUESTS}` },
		},
	});

function listEntries(call: Call): Reply {
	const { query, org } = call;
	const filter = query.get('filter') ?? '';
	const parent = /^parent eq "(\w+)"$/.exec(filter)?.[1];
	if (parent === undefined && filter !== 'not(parent pr)') throw badFilter();
	const match = query.get('match');
	if (match !== null && match.length < 3)
		throw validationFailed(
			'AccessRequestCatalog',
			`AccessRequestCatalog - String "${match}" is too short (length: ${String(match.length)}, required minimum: 3)`,
		);
	const entries = org.directory.governance.entries
		.list()
		.filter((entry) => entry.parent === parent)
		.filter(({ name }) => name.toLowerCase().includes((match ?? '').toLowerCase()));
	return dataPage(call, entries, showEntry(call));
}

const read = ['okta.accessRequests.request.read'];
const manage = ['okta.accessRequests.request.manage'];

export const requestRoutes: Route[] = [
	{
		route: `GET ${REQUESTS}`,
		scopes: read,
		handle: (call) =>
			dataPage(
				call,
				filtered(call, call.org.directory.governance.requests.list(), language),
				show(call),
			),
	},
	{ route: `POST ${REQUESTS}`, scopes: manage, handle: create },
	{
		route: `GET ${REQUESTS}/{requestId}`,
		scopes: read,
		handle: (call) => ok(showFull(call)(requestOf(call))),
	},
	{ route: `POST ${REQUESTS}/{requestId}/messages`, scopes: manage, handle: addMessage },
	{ route: `GET ${ENTRIES}`, scopes: ['okta.accessRequests.catalog.read'], handle: listEntries },
];
