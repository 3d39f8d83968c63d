import { validationFailed } from '../errors';
import type { Call, Reply, Route } from '../route';
import { appTarget } from '../directory/targets';
import type { App } from '../directory/appStore';
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
} from '../directory/request';
import { conflict, notThere, showStamps, stamps, touch } from './answers';
import type { RequestCondition } from './store';

const CONDITIONS = '/governance/api/v2/resources/{resourceId}/request-conditions';
const CONDITION = `${CONDITIONS}/{requestConditionId}`;
const SEQUENCES = '/governance/api/v2/resources/{resourceId}/request-sequences';

/** Of one app. */
const MOST = 100;

const WHAT = 'AccessRequestCondition';

const show =
	({ origin }: Call) =>
	(condition: RequestCondition): unknown => {
		const { id, appId, status, details } = condition;
		const self = `${origin}/governance/api/v2/resources/${appId}/request-conditions/${id}`;
		return {
			priority: 0,
			...details,
			id,
			status,
			...showStamps(condition),
			_links: { self: { href: self } },
		};
	};

function appOf({ org, ...call }: Call): App {
	const app = org.directory.apps.get(param({ org, ...call }, 'resourceId'));
	if (!app) throw notThere();
	return app;
}

const conditionsOf = ({ org }: Call, { id }: App): RequestCondition[] =>
	org.directory.governance.conditions.list().filter(({ appId }) => appId === id);

function conditionOf(call: Call): RequestCondition {
	const id = param(call, 'requestConditionId');
	const condition = conditionsOf(call, appOf(call)).find((one) => one.id === id);
	if (!condition) throw notThere();
	return condition;
}

/** The members of a setting that has one of several types, each with a list of its own. */
const LISTS: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
	requesterSettings: { EVERYONE: undefined, GROUPS: 'groups', TEAMS: 'teams' },
	accessScopeSettings: {
		RESOURCE_DEFAULT: undefined,
		ENTITLEMENT_BUNDLES: 'entitlementBundles',
		GROUPS: 'groups',
	},
};

function checkSettings({ org }: Call, body: JsonObject): void {
	for (const [name, types] of Object.entries(LISTS)) {
		const settings = objectIn(body, name);
		const type = requiredText(settings, 'type');
		if (!(type in types)) throw validationFailed(WHAT, `${name}: ${type} is no type of it`);
		const list = types[type];
		if (list === undefined) continue;
		const held = settings[list];
		if (!Array.isArray(held) || held.length === 0)
			throw validationFailed(WHAT, 'RequestSettings is invalid for this resource.');
	}
	const sequence = requiredText(body, 'approvalSequenceId');
	if (!org.directory.governance.sequences.some(({ id }) => id === sequence))
		throw validationFailed(WHAT, `${sequence} not found`);
	const duration = objectIn(body, 'accessDurationSettings');
	const weeks = /^P(\d+)W$/.exec(
		textIn(duration, 'duration') ?? textIn(duration, 'maximumDuration') ?? '',
	);
	if (Number(weeks?.[1] ?? 0) > 12)
		throw validationFailed(WHAT, 'Maximum weeks for access duration is 12 weeks.');
}

function create(call: Call): Reply {
	const app = appOf(call);
	const body = bodyOf(call);
	requiredText(body, 'name');
	checkSettings(call, body);
	if (conditionsOf(call, app).length >= MOST)
		throw validationFailed(WHAT, `At most ${String(MOST)} conditions for a resource`);
	const condition = call.org.directory.governance.conditions.add((id) => ({
		id,
		appId: app.id,
		status: 'INACTIVE',
		details: body,
		...stamps(call),
	}));
	record(call, condition, 'create');
	return created(show(call)(condition));
}

const setStatus =
	(from: 'ACTIVE' | 'INACTIVE', to: 'ACTIVE' | 'INACTIVE', word: string) =>
	(call: Call): Reply => {
		const condition = conditionOf(call);
		if (condition.status !== from)
			throw conflict(
				'Request Condition',
				`Only Request Condition with status=${from} may be ${word}d`,
			);
		condition.status = to;
		touch(call, condition);
		record(call, condition, word);
		return ok(show(call)(condition));
	};

function remove(call: Call): Reply {
	const condition = conditionOf(call);
	call.org.directory.governance.conditions.delete(condition);
	record(call, condition, 'delete');
	return noContent();
}

function record(call: Call, { id, appId, details }: RequestCondition, what: string): void {
	const app = call.org.directory.apps.get(appId);
	call.org.log.record(call, {
		eventType: `access.request.condition.${what}`,
		displayMessage: `Access request condition ${what}`,
		targets: [
			{
				id,
				type: 'AccessRequestCondition',
				alternateId: id,
				displayName: requiredText(details, 'name'),
			},
			...(app ? [appTarget(app)] : []),
		],
	});
}

/** Neither list has pages. */
function whole({ origin, path }: Call, data: unknown[]): Reply {
	return ok({ data, _links: { self: { href: `${origin}${encodeURI(path)}` } } });
}

const read = ['okta.accessRequests.condition.read'];
const manage = ['okta.accessRequests.condition.manage'];

export const conditionRoutes: Route[] = [
	{
		route: `GET ${CONDITIONS}`,
		scopes: read,
		handle: (call) => whole(call, conditionsOf(call, appOf(call)).map(show(call))),
	},
	{ route: `POST ${CONDITIONS}`, scopes: manage, handle: create },
	{ route: `GET ${CONDITION}`, scopes: read, handle: (call) => ok(show(call)(conditionOf(call))) },
	{ route: `DELETE ${CONDITION}`, scopes: manage, handle: remove },
	{
		route: `POST ${CONDITION}/activate`,
		scopes: manage,
		handle: setStatus('INACTIVE', 'ACTIVE', 'activate'),
	},
	{
		route: `POST ${CONDITION}/deactivate`,
		scopes: manage,
		handle: setStatus('ACTIVE', 'INACTIVE', 'deactivate'),
	},
	{
		route: `GET ${SEQUENCES}`,
		scopes: read,
		handle(call) {
			appOf(call);
			const { sequences } = call.org.directory.governance;
			return whole(
				call,
				sequences.map((sequence) => ({
					...sequence,
					compatibleResourceTypes: ['APP'],
					link: `${call.origin}/sequences/${sequence.id}`,
				})),
			);
		},
	},
];
