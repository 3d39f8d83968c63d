import {
	asJson,
	deviceAssuranceId,
	deviceAssuranceName,
	furtherRequirements,
	requirements,
	withMore,
} from '../../fields/deviceAssurance';
import { checkPlatform } from '../../objects/deviceAssurance';
import { notTaken } from '../../objects/held';
import { without } from '../../objects/rows';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, merge, text } from '../../transport/json';

/** What Okta says by itself. */
const own = ['id', 'createdBy', 'createdDate', 'lastUpdate', 'lastUpdatedBy', '_links'];

export const operation: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update device assurance policy',
	description: 'Change what a device assurance policy asks for; what is left out keeps its value',
	route: 'PUT /api/v1/device-assurances/{deviceAssuranceId}',
	also: ['GET /api/v1/device-assurances/{deviceAssuranceId}'],
	scopes: ['okta.deviceAssurance.manage'],
	effect: { outcome: 'updated', alreadySo: 'ownCode' },
	shaped: true,
	path: [deviceAssuranceId],
	body: [deviceAssuranceName],
	options: { body: requirements, controls: furtherRequirements },
	leftOut: { ...asJson, platform: 'The platform of a policy never changes' },

	prepare: withMore,

	/** Okta replaces the policy as a whole. */
	async run({ okta, request }) {
		const before = await sendForObject(okta, { method: 'GET', path: request.path });
		const changes = isObject(request.body) ? request.body : {};
		checkPlatform(text(before['platform']), changes);
		if (notTaken(changes, before).length === 0) return [{ ...before, outcome: 'unchanged' }];
		const body = merge(without(before, own), changes);
		return [await sendForObject(okta, { ...request, body })];
	},
};
