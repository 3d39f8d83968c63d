import { UserError } from 'n8n-workflow';

import { describePublicHalf } from '../../../../credentials/oauth/keyPair';
import { readPublicKeys } from '../../../../credentials/oauth/publicKeys';
import { appId, publicKey } from '../../fields/serviceApp';
import { textOrJson } from '../../objects/convert';
import { unlessListed } from '../../objects/findLost';
import { createOrFind } from '../../objects/createOrFind';
import { notTaken } from '../../objects/held';
import { keyList } from '../../objects/serviceApps';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject } from '../../transport/json';
import { collect } from '../../transport/pages';

export const operation: Operation = {
	name: 'Add Key',
	value: 'addKey',
	action: 'Add key to service app',
	description: 'Register a public key with a service app, beside those it has',
	route: 'POST /api/v1/apps/{appId}/credentials/jwks',
	also: ['GET /api/v1/apps/{appId}/credentials/jwks'],
	scopes: ['okta.apps.manage'],
	effect: { outcome: 'added', alreadySo: 'ownCode' },
	repeat: unlessListed({
		paging: keyList,
		isIt: (key, sent) => key['kid'] === sent['kid'],
	}),
	shaped: true,
	path: [appId],
	controls: [{ field: publicKey, accepts: 'json' }],
	options: {
		body: [
			{
				displayName: 'Status',
				name: 'status',
				type: 'options',
				default: 'ACTIVE',
				description: 'Whether the key can be used at once, or has to be activated first',
				options: [
					{ name: 'Active', value: 'ACTIVE' },
					{ name: 'Inactive', value: 'INACTIVE' },
				],
			},
		],
		controls: [
			{
				displayName: 'Key ID',
				name: 'kid',
				type: 'string',
				default: '',
				placeholder: 'e.g. n8n-2027',
				description:
					'Key ID (kid) to register the key by, if not the one in the JWK or its thumbprint (RFC 7638)',
			},
		],
	},

	leftOut: {
		e: 'taken from the public key where it is an RSA key',
		n: 'taken from the public key where it is an RSA key',
	},

	prepare(request, values) {
		keyIn(values);
		return request;
	},

	async run({ okta, request, values }) {
		const { publicJwk } = await describePublicHalf(keyIn(values), values.text('kid'));
		const body = { ...(isObject(request.body) && request.body), ...publicJwk };
		const find = async () => {
			const keys = await collect(okta.pages({ method: 'GET', path: request.path }, keyList));
			return keys.find((existing) => notTaken(body, existing).length === 0);
		};
		const { object, existed } = await createOrFind(okta, { ...request, body }, find);
		return [{ ...object, ...(existed && { outcome: 'unchanged' }) }];
	},
};

/** @throws UserError when several keys were given; ServiceAppError when it can't be read */
function keyIn(values: Values) {
	const [key, another] = readPublicKeys(textOrJson(values.get('publicKey')));
	if (key !== undefined && another === undefined) return key;
	throw new UserError('Several public keys were given', {
		description: 'Nothing was sent to Okta. Add them one by one.',
	});
}
