import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { groupView } from './groupView';
import { userOf } from './lookup';
import { noContent, ok } from './request';
import { userTarget } from './targets';
import { blocksOf } from './userView';

const GROUPS = { default: 200, max: 200 };

/** Paged, although Okta's specification names no parameters for it. */
function listGroups(call: Call): Reply {
	const user = userOf(call);
	return page(call, {
		list: `groups of ${user.id}`,
		size: GROUPS,
		rows: inOrder(call.org.directory.groupsOf(user.position)),
		show: groupView(call),
	});
}

function listAppLinks(call: Call): Reply {
	const user = userOf(call);
	const apps = call.org.directory.appsOf(user.position).filter(({ status }) => status === 'ACTIVE');
	return ok(
		apps.map((app, sortOrder) => ({
			id: `${app.id}:login`,
			label: app.label,
			linkUrl: `${call.origin}/home/${app.name}/${app.id}/login`,
			logoUrl: `${call.origin}/assets/apps/${app.name}.png`,
			appName: app.name,
			appInstanceId: app.id,
			appAssignmentId: `0ua${app.id.slice(3, 9)}${user.id.slice(3, 14)}`,
			credentialsSetup: false,
			hidden: false,
			sortOrder,
		})),
	);
}

function clearSessions(call: Call): Reply {
	const user = userOf(call, 'userId');
	call.org.directory.log.record(call, {
		eventType: 'user.session.clear',
		displayMessage: 'Clear user session',
		targets: [userTarget(user)],
	});
	return noContent();
}

const read = ['okta.users.read'];
const manage = ['okta.users.manage'];

export const userResourceRoutes: Route[] = [
	{ route: 'GET /api/v1/users/{id}/groups', scopes: read, handle: listGroups },
	{ route: 'GET /api/v1/users/{id}/appLinks', scopes: read, handle: listAppLinks },
	{
		route: 'GET /api/v1/users/{id}/blocks',
		scopes: read,
		handle: (call) => ok(blocksOf(userOf(call))),
	},
	{ route: 'DELETE /api/v1/users/{userId}/sessions', scopes: manage, handle: clearSessions },
];
