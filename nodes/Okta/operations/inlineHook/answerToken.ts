import { type IDataObject, UserError } from 'n8n-workflow';

import { errorIn, errorMessage } from '../../fields/inlineHook';
import { commaSeparated } from '../../objects/convert';
import { change, pointer } from '../../objects/jsonPatch';
import type { Answer, Asked, Command } from '../../table/answering';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject } from '../../transport/json';

/** Seconds that Okta lets a token live. */
const lifetime = { minValue: 300, maxValue: 86_400 };

export const operation: Operation = {
	name: 'Answer Token',
	value: 'answerToken',
	action: 'Answer token hook',
	description:
		'Tell Okta which claims an access token and an ID token are to have, and how long they live',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'Access Token Claims',
			name: 'accessClaims',
			type: 'assignmentCollection',
			default: {},
			description: 'Claims to add, or to give another value',
		},
		{
			displayName: 'ID Token Claims',
			name: 'idClaims',
			type: 'assignmentCollection',
			default: {},
			description: 'Claims to add, or to give another value',
		},
	],
	options: {
		controls: [
			{
				field: {
					displayName: 'Access Token Claims to Remove',
					name: 'accessClaimsToRemove',
					type: 'string',
					default: '',
					description: 'Comma-separated names of claims',
				},
				accepts: 'list',
			},
			{
				displayName: 'Access Token Lifetime',
				name: 'accessLifetime',
				type: 'number',
				typeOptions: lifetime,
				default: 3600,
				description: 'For how many seconds the access token is valid',
			},
			{
				field: {
					displayName: 'ID Token Claims to Remove',
					name: 'idClaimsToRemove',
					type: 'string',
					default: '',
					description: 'Comma-separated names of claims',
				},
				accepts: 'list',
			},
			{
				displayName: 'ID Token Lifetime',
				name: 'idLifetime',
				type: 'number',
				typeOptions: lifetime,
				default: 3600,
				description: 'For how many seconds the ID token is valid',
			},
			errorMessage,
		],
	},
	answering: { hookType: 'com.okta.oauth2.tokens.transform', compose },
};

interface Part {
	name: string;
	/** The member of Okta's request. */
	member: string;
	type: string;
	fields: { claims: string; removed: string; lifetime: string };
	/** Claims of Okta's own, for which it would leave the whole answer aside. */
	reserved: readonly string[];
}

const everywhere = ['iss', 'jti', 'token_type', 'ver'];

const parts: readonly Part[] = [
	{
		name: 'access token',
		member: 'access',
		type: 'com.okta.access.patch',
		fields: {
			claims: 'accessClaims',
			removed: 'accessClaimsToRemove',
			lifetime: 'accessLifetime',
		},
		reserved: [...everywhere, ...'acr amr as_uri cid groups rpt rsi uid username'.split(' ')],
	},
	{
		name: 'ID token',
		member: 'identity',
		type: 'com.okta.identity.patch',
		fields: { claims: 'idClaims', removed: 'idClaimsToRemove', lifetime: 'idLifetime' },
		reserved: [
			...everywhere,
			...'active aid app_id app_type at_hash aud auth_time client_id client_ip client_req_id client_type client_user_agent cnf c_hash device_compliance device_id device_known device_managed device_name device_trust did dst group groups hotk idp idp_iss mac_key may_act nonce oid okta_emailVerified okta_lastUpdated orig permissions purpose pwd_exp_days pwd_exp_time rid role scope scopes sid sub term user_ip'.split(
				' ',
			),
		],
	},
];

/** Okta does all of an answer or nothing: what a token hasn't is left out here, and said. */
function compose(values: Values, { data }: Asked): Answer {
	const error = errorIn(values);
	if (error) return { commands: [], error };
	const leftOut: string[] = [];
	const commands = parts.flatMap((part): Command[] => {
		const patch = patchOf(part, values, data[part.member], leftOut);
		if (patch.length === 0) return [];
		if (isObject(data[part.member])) return [{ type: part.type, value: patch }];
		leftOut.push(`Okta issues no ${part.name} here`);
		return [];
	});
	return { commands, leftOut };
}

function patchOf(
	{ name, fields, reserved }: Part,
	values: Values,
	token: unknown,
	leftOut: string[],
): IDataObject[] {
	const check = (claim: string): string => {
		const path = pointer('claims', claim);
		const [, , first = ''] = path.split('/');
		if (!reserved.includes(first)) return path;
		throw new UserError(`Okta lets nobody change the claim ${first} of an ${name}`, {
			description: 'Take another name for the claim. Nothing was sent.',
		});
	};
	const set = Object.entries(values.object(fields.claims)).map(([claim, value]) => ({
		missing: `place to set ${claim} in`,
		made: { op: 'add', path: check(claim), value } as const,
	}));
	const removed = commaSeparated(values.get(fields.removed) ?? '').map((claim) => ({
		missing: `claim ${claim} to remove`,
		made: { op: 'remove', path: check(claim) } as const,
	}));
	const seconds = values.number(fields.lifetime);
	const expiration = {
		missing: 'lifetime to set',
		made: { op: 'replace', path: '/token/lifetime/expiration', value: seconds },
	} as const;
	const wanted = [...set, ...removed, ...(seconds === undefined ? [] : [expiration])];
	// A token that isn't there is said once, not for each claim.
	if (!isObject(token)) return wanted.map(({ made }) => ({ ...made }));
	const patched = structuredClone(token);
	return wanted.flatMap(({ missing, made }) => {
		if (change(patched, made)) return [{ ...made }];
		leftOut.push(`The ${name} has no ${missing}`);
		return [];
	});
}
