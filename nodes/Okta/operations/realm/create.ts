import type { IDataObject } from 'n8n-workflow';

import { realmDomains, realmName, realmType } from '../../fields/realm';
import { unlessListed } from '../../objects/findLost';
import type { Operation } from '../../table/operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create realm',
	description: 'Add a realm, for a partner, say. Users come into it by their profile or by rules.',
	route: 'POST /api/v1/realms',
	scopes: ['okta.realms.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'Okta decides whether there may be another of that name' },
	},
	repeat: unlessListed({
		paging: { pageSize: 200 },
		isIt: (realm, sent) => nameOf(realm) === nameOf(sent),
	}),
	shaped: true,
	body: [{ ...realmName, field: { ...realmName.field, required: true } }, realmType],
	options: { body: [realmDomains] },
};

function nameOf({ profile }: IDataObject): unknown {
	return isObject(profile) ? profile['name'] : undefined;
}
