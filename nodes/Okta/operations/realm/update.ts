import { realmDomains, realmId, realmName, realmType } from '../../fields/realm';
import { notTaken } from '../../objects/held';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, merge } from '../../transport/json';

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update realm',
	description: 'Change name, type or domains of a realm; what is left out keeps its value',
	route: 'PUT /api/v1/realms/{realmId}',
	also: ['GET /api/v1/realms/{realmId}'],
	scopes: ['okta.realms.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [realmId],
	body: [realmName],
	options: { body: [realmDomains, realmType] },

	/** Okta replaces the profile as a whole. */
	async run({ okta, request }) {
		const realm = await sendForObject(okta, { method: 'GET', path: request.path });
		const before = isObject(realm['profile']) ? realm['profile'] : {};
		const sent = isObject(request.body) ? request.body : {};
		const changes = isObject(sent['profile']) ? sent['profile'] : {};
		if (notTaken(changes, before).length === 0) return [{ ...realm, outcome: 'unchanged' }];
		const body = { profile: merge(before, changes) };
		return [await sendForObject(okta, { ...request, body })];
	},
};
