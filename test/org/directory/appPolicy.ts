import { notFound, validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { accessPolicyOf } from './appView';
import { record } from './apps';
import { appOf } from './lookup';
import { noContent, param } from './request';

/** Okta keeps the policy of its own Admin Console to itself. */
const ADMIN_CONSOLE = 'saasure';

function assign(call: Call): Reply {
	const { directory, clients } = call.org;
	const app = appOf(call);
	const id = param(call, 'policyId');
	const policy = directory.policies.get(id);
	if (!policy) throw notFound(id, 'Policy');
	const isService = clients.ofApp(app.id)?.metadata.application_type === 'service';
	if (isService || policy.type !== 'ACCESS_POLICY')
		throw validationFailed(
			`An invalid resource type ("${id}") was supplied in the request body. Valid types include ${app.id}.`,
			`An invalid resource type ("${id}") was supplied in the request body. Valid types include ${app.id}.`,
		);
	const owner = directory.apps
		.list()
		.find(({ name, accessPolicyId }) => name === ADMIN_CONSOLE && accessPolicyId === id);
	if (owner)
		throw validationFailed(
			'Policy',
			`This policy belongs to "${owner.label}", and re-assignment of this policy is not allowed`,
		);
	if (accessPolicyOf(call.org, app) !== id) {
		directory.apps.change(app, { accessPolicyId: id, lastUpdated: directory.clock.now() });
		record(call, app, 'application.lifecycle.update', 'Update application');
	}
	return noContent();
}

export const appPolicyRoutes: Route[] = [
	{
		route: 'PUT /api/v1/apps/{appId}/policies/{policyId}',
		scopes: ['okta.apps.manage'],
		handle: assign,
	},
];
