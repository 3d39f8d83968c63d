import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import type { LinkedObjectDefinition, LinkEnd } from './linkStore';
import { userBy, userOf } from './lookup';
import { conflictingLink } from './refusals';
import {
	bodyOf,
	created,
	type JsonObject,
	noContent,
	objectIn,
	ok,
	param,
	requiredText,
	textIn,
} from './request';

const PAGE = { default: 1_000, max: 1_000 };

const show =
	({ origin }: Call) =>
	({ primary, associated }: LinkedObjectDefinition) => ({
		primary,
		associated,
		_links: { self: { href: `${origin}/api/v1/meta/schemas/user/linkedObjects/${primary.name}` } },
	});

function endIn(body: JsonObject, which: 'primary' | 'associated'): LinkEnd {
	const end = objectIn(body, which);
	const name = requiredText(end, 'name');
	if (!/^[A-Za-z]\w*$/.test(name))
		throw validationFailed('name', `${which}.name: A letter, then letters, digits and _ only`);
	return {
		name,
		title: requiredText(end, 'title'),
		description: textIn(end, 'description') ?? '',
		type: 'USER',
	};
}

function define(call: Call): Reply {
	const { links } = call.org.directory;
	const body = bodyOf(call);
	const definition = { primary: endIn(body, 'primary'), associated: endIn(body, 'associated') };
	const names = [definition.primary.name, definition.associated.name];
	if (names[0] === names[1] || names.some((name) => links.definition(name)))
		throw conflictingLink();
	links.define(definition);
	record(call, definition, 'create');
	return created(show(call)(definition));
}

function definitionOf(call: Call, name: string): LinkedObjectDefinition {
	const definition = call.org.directory.links.definition(name);
	if (!definition) throw notFound(name, 'LinkedObject');
	return definition;
}

function undefine(call: Call): Reply {
	const definition = definitionOf(call, param(call, 'linkedObjectName'));
	call.org.directory.links.undefine(definition);
	record(call, definition, 'delete');
	return noContent();
}

function record(
	call: Call,
	{ primary, associated }: LinkedObjectDefinition,
	what: 'create' | 'delete',
): void {
	call.org.log.record(call, {
		eventType: `directory.linked_object.${what}`,
		displayMessage: `Linked object: ${what}`,
		targets: [primary, associated].map(({ name, title }) => ({
			id: name,
			type: 'LinkedObject',
			alternateId: 'unknown',
			displayName: title,
		})),
	});
}

/** The users at the other end: one for the primary relation, any number for the associated one. */
function get(call: Call): Reply {
	const user = userOf(call, 'userIdOrLogin');
	const name = param(call, 'relationshipName');
	const { links } = call.org.directory;
	return page(call, {
		list: `${name} of ${user.id}`,
		size: PAGE,
		rows: inOrder(links.ends(definitionOf(call, name), name, user.id)),
		show: (id: string) => ({ _links: { self: { href: `${call.origin}/api/v1/users/${id}` } } }),
	});
}

function set(call: Call): Reply {
	const user = userOf(call, 'userIdOrLogin');
	const name = param(call, 'primaryRelationshipName');
	const definition = definitionOf(call, name);
	if (definition.primary.name !== name) throw notFound(name, 'LinkedObject');
	const primary = userBy(call, param(call, 'primaryUserId'));
	if (primary.id === user.id)
		throw validationFailed('primaryUserId', 'primaryUserId: A user cannot be linked to itself');
	call.org.directory.links.set(definition, user.id, primary.id);
	return noContent();
}

function clear(call: Call): Reply {
	const user = userOf(call, 'userIdOrLogin');
	const name = param(call, 'relationshipName');
	const definition = definitionOf(call, name);
	call.org.directory.links.clear(definition, name, user.id);
	return noContent();
}

const DEFINITIONS = '/api/v1/meta/schemas/user/linkedObjects';
const USER = '/api/v1/users/{userIdOrLogin}/linkedObjects';

export const linkedObjectRoutes: Route[] = [
	{
		route: `GET ${DEFINITIONS}`,
		scopes: ['okta.linkedObjects.read'],
		handle: (call) => ok(call.org.directory.links.definitions().map(show(call))),
	},
	{ route: `POST ${DEFINITIONS}`, scopes: ['okta.linkedObjects.manage'], handle: define },
	{
		route: `GET ${DEFINITIONS}/{linkedObjectName}`,
		scopes: ['okta.linkedObjects.read'],
		handle: (call) => ok(show(call)(definitionOf(call, param(call, 'linkedObjectName')))),
	},
	{
		route: `DELETE ${DEFINITIONS}/{linkedObjectName}`,
		scopes: ['okta.linkedObjects.manage'],
		handle: undefine,
	},
	{ route: `GET ${USER}/{relationshipName}`, scopes: ['okta.users.read'], handle: get },
	{ route: `DELETE ${USER}/{relationshipName}`, scopes: ['okta.users.manage'], handle: clear },
	{
		route: `PUT ${USER}/{primaryRelationshipName}/{primaryUserId}`,
		scopes: ['okta.users.manage'],
		handle: set,
	},
];
