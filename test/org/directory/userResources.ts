import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { inOrder, page } from './cursor';
import { groupView } from './groupView';
import { userBy, userOf } from './lookup';
import { revokeOfUser } from './refreshTokens';
import { bodyOf, flag, noContent, objectIn, ok, requiredText } from './request';
import { assignmentId, userTarget } from './targets';
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
			appAssignmentId: assignmentId(app, user),
			credentialsSetup: false,
			hidden: false,
			sortOrder,
		})),
	);
}

function clearSessions(call: Call): Reply {
	const user = userOf(call, 'userId');
	call.org.directory.signedIn.delete(user.id);
	if (flag(call, 'oauthTokens', false)) revokeOfUser(call, user.id);
	call.org.directory.log.record(call, {
		eventType: 'user.session.clear',
		displayMessage: 'Clear user session',
		targets: [userTarget(user)],
	});
	return noContent();
}

/** The member that names the subject, by format. */
const SUBJECT_FORMATS = new Map([
	['opaque', 'id'],
	['email', 'email'],
	['iss_sub', 'sub'],
]);

/** Ends everything a person has open, everywhere; the person is named as RFC 9493 names subjects. */
function universalLogout(call: Call): Reply {
	const subject = objectIn(bodyOf(call), 'sub_id');
	const format = requiredText(subject, 'format');
	const name = SUBJECT_FORMATS.get(format);
	if (!name) throw validationFailed('sub_id', `sub_id: The format '${format}' is not supported`);
	const user = userBy(call, requiredText(subject, name));
	call.org.directory.signedIn.delete(user.id);
	revokeOfUser(call, user.id);
	call.org.directory.log.record(call, {
		eventType: 'user.authentication.universal_logout.scheduled',
		displayMessage: 'Universal Logout of user was requested',
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
	{
		route: 'POST /oauth2/v1/global-token-revocation',
		scopes: ['okta.universalLogout.manage'],
		handle: universalLogout,
	},
];
