import type { Change } from '../transport/types';

/** What a change did to an object, by method and the end of its path, most special first. */
const words: ReadonlyArray<readonly [RegExp, string]> = [
	[/^POST \/governance\/.*\/grants$/, 'the entitlement was granted'],
	[/^POST .*\/grants$/, 'a scope was granted'],
	[/^DELETE \/api\/v1\/apps\/[^/]+\/grants\/[^/]+$/, 'a scope was revoked'],
	[/^DELETE .*\/grants$/, "the user's grants were revoked"],
	[/^DELETE .*\/tokens$/, 'the tokens of the app were revoked'],
	[/^DELETE .*\/sessions$/, 'the sessions of the user were ended'],
	[/global-token-revocation$/, 'the user was logged out'],
	[/^PUT \/api\/v1\/groups\/[^/]+\/users\/[^/]+$/, 'the user was added to the group'],
	[/^DELETE \/api\/v1\/groups\/[^/]+\/users\/[^/]+$/, 'the user was removed from the group'],
	[/^DELETE .*\/owners\/[^/]+$/, 'the owner was removed from the group'],
	[/^POST .*\/owners$/, 'the owner was added to the group'],
	[/^DELETE .*\/apps\/[^/]+\/(users|groups)\/[^/]+$/, 'the app was unassigned'],
	[/^PUT .*\/apps\/[^/]+\/groups\/[^/]+$|^POST .*\/apps\/[^/]+\/users$/, 'the app was assigned'],
	[/^POST .*\/apps\/[^/]+\/users\/[^/]+$/, 'the assignment of the app was changed'],
	[/^POST \/api\/v1\/iam\/roles$/, 'the custom role was created'],
	[/^DELETE \/api\/v1\/iam\/roles\/[^/]+$/, 'the custom role was deleted'],
	[/^PUT \/api\/v1\/iam\/roles\/[^/]+$/, 'the custom role was changed'],
	[/^POST \/api\/v1\/iam\/roles\/[^/]+\/permissions\//, 'the permission was added'],
	[/^DELETE \/api\/v1\/iam\/roles\/[^/]+\/permissions\//, 'the permission was removed'],
	[/^PATCH .*\/resource-sets\/[^/]+\/resources$/, 'the resources were added'],
	[/^DELETE .*\/resource-sets\/[^/]+\/resources\//, 'the resource was removed'],
	[/^PATCH .*\/bindings\/[^/]+\/members$/, 'the role was assigned'],
	[/^DELETE .*\/bindings\/[^/]+\/members\//, 'the role was removed'],
	[/^POST .*\/resource-sets\/[^/]+\/bindings$/, 'the role was assigned'],
	[/^DELETE .*\/resource-sets\/[^/]+\/bindings\//, 'the role was removed from all who had it'],
	[/^POST .*\/roles$/, 'the role was assigned'],
	[/^DELETE .*\/roles\/[^/]+$/, 'the role was removed'],
	[/^PUT .*\/linkedObjects\//, 'the link was set'],
	[/^DELETE .*\/linkedObjects\//, 'the link was removed'],
	[/\/tac$/, 'a temporary access code was made'],
	[/^POST .*\/factors$/, 'the factor was enrolled'],
	[/^DELETE .*\/factors\/[^/]+$/, 'the factor was removed'],
	[/\/factors\/[^/]+\/verify$/, 'the factor was challenged or verified'],
	[/\/lifecycle\/reset_factors$/, 'the factors of the user were reset'],
	[/\/lifecycle\/reset_password$/, 'the password of the user was reset'],
	[/\/credentials\/forgot_password$/, 'a link to choose a new password was made'],
	[/\/classification$/, 'the classification of the user was changed'],
	[/\/email\/bounces\/remove-list$/, 'the addresses were taken off the list of bounces'],
	[/\/webauthn-registration\/api\/v1\/enroll$/, 'the security key was enrolled'],
	[/\/webauthn-registration\/api\/v1\/activate$/, 'the security key was activated'],
	[/\/initiate-fulfillment-request$/, 'the security key was ordered'],
	[/\/send-pin$/, 'the PIN of the security key was sent'],
	[/\/mark-error$/, 'the error was noted at the security key'],
	[/^DELETE \/webauthn-registration\//, 'the security key was deleted'],
	[/^PUT .*\/apps\/[^/]+\/policies\/[^/]+$/, 'the access policy was assigned to the app'],
	[/\/lifecycle\/expire_password/, 'the password of the user was expired'],
	[/^POST .*\/meta\/schemas\//, 'the schema was changed'],
	[/\/sessions\/[^/]+\/start-import$/, 'the import was started'],
	[/\/sessions\/[^/]+\/bulk-[\w-]*(upsert|delete)$/, 'a part of the import was uploaded'],
	[/^POST .*\/identity-sources\/[^/]+\/sessions$/, 'the import session was opened'],
	[/^DELETE .*\/identity-sources\/[^/]+\/sessions\//, 'the import session was canceled'],
	[/\/inlineHooks\/[^/]+\/execute$/, 'the inline hook was previewed'],
	[/^POST .*\/membership$/, 'the user was added to the group of the source'],
	[/^DELETE .*\/membership\//, 'the user was removed from the group of the source'],
	[/^POST .*\/identity-sources\/[^/]+\/users$/, 'the user of the source was created'],
	[/^DELETE .*\/identity-sources\/[^/]+\/users\//, 'the user of the source was deleted'],
	[/\/identity-sources\/[^/]+\/users\//, 'the user of the source was changed'],
	[/^POST .*\/identity-sources\/[^/]+\/groups$/, 'the group of the source was created'],
	[/^DELETE .*\/identity-sources\/[^/]+\/groups\//, 'the group of the source was deleted'],
	[/\/identity-sources\/[^/]+\/groups\//, 'the group of the source was changed'],
	[/\/request-conditions\/[^/]+\/activate$/, 'the request condition was activated'],
	[/\/request-conditions\/[^/]+\/deactivate$/, 'the request condition was deactivated'],
	[/\/requests\/[^/]+\/messages$/, 'the message was added to the access request'],
	[/\/realm-assignments\/operations$/, 'the realm assignment was run'],
	[/\/campaigns\/[^/]+\/launch$/, 'the campaign was launched'],
	[/\/campaigns\/[^/]+\/end$/, 'the campaign was ended'],
	[/\/campaigns\/[^/]+\/reviews\/reassign$/, 'the reviews were reassigned'],
	[/^POST .*\/policies\/[^/]+\/rules$/, 'the policy rule was created'],
	[/^PUT .*\/policies\/[^/]+\/rules\//, 'the policy rule was changed'],
	[/^DELETE .*\/policies\/[^/]+\/rules\//, 'the policy rule was deleted'],
	[/\/policies\/[^/]+\/rules\/[^/]+\/lifecycle\/activate$/, 'the policy rule was activated'],
	[/\/policies\/[^/]+\/rules\/[^/]+\/lifecycle\/deactivate$/, 'the policy rule was deactivated'],
];

/** What the collection of a path holds. The longest that fits counts. */
const nouns: ReadonlyArray<readonly [string, string]> = [
	['/api/v1/groups/rules', 'group rule'],
	['/credentials/jwks', 'key'],
	['/factors', 'factor'],
	['/api/v1/apps', 'app'],
	['/api/v1/devices', 'device'],
	['/api/v1/device-assurances', 'device assurance policy'],
	['/api/v1/eventHooks', 'event hook'],
	['/api/v1/groups', 'group'],
	['/api/v1/inlineHooks', 'inline hook'],
	['/api/v1/policies', 'policy'],
	['/api/v1/iam/resource-sets', 'resource set'],
	['/api/v1/users', 'user'],
	['/api/v1/zones', 'network zone'],
	['/api/v1/realms', 'realm'],
	['/api/v1/realm-assignments', 'realm assignment'],
	['/governance/api/v1/campaigns', 'campaign'],
	['/governance/api/v1/entitlements', 'entitlement'],
	['/governance/api/v1/grants', 'entitlement grant'],
	['/request-conditions', 'request condition'],
	['/governance/api/v2/requests', 'access request'],
];

const lifecycle: Readonly<Record<string, string>> = {
	activate: 'activated',
	deactivate: 'deactivated',
	reactivate: 'reactivated',
	suspend: 'suspended',
	unlock: 'unlocked',
	unsuspend: 'unsuspended',
	verify: 'verified',
};

const done: Readonly<Record<string, string>> = {
	DELETE: 'deleted',
	PATCH: 'changed',
	PUT: 'changed',
};

/** What changes did, for people: `the user was deactivated, 2 scopes were granted`. */
export function wordsFor(changes: readonly Change[]): string {
	const counts = new Map<string, number>();
	for (const did of changes.map(whatItDid)) counts.set(did, (counts.get(did) ?? 0) + 1);
	return [...counts]
		.map(([did, times]) => (times > 1 ? `${did} (${String(times)} times)` : did))
		.join(', ');
}

function whatItDid({ method, path }: Change): string {
	const whole = `${method} ${path.replace(/\?.*$/, '')}`;
	const special = words.find(([pattern]) => pattern.test(whole))?.[1];
	if (special !== undefined) return special;
	const noun = nouns.find(([collection]) => path.includes(collection));
	if (!noun) return `${method} ${path} was done`;
	const [collection, name] = noun;
	const step = lifecycle[/\/lifecycle\/(\w+)$/.exec(path)?.[1] ?? ''];
	const isNew = method === 'POST' && path.endsWith(collection);
	return `the ${name} was ${step ?? done[method] ?? (isNew ? 'created' : 'changed')}`;
}
