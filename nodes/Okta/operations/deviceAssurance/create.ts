import {
	asJson,
	deviceAssuranceName,
	furtherRequirements,
	platform,
	requirements,
	withMore,
} from '../../fields/deviceAssurance';
import { checkPlatform, isSamePolicy } from '../../objects/deviceAssurance';
import { unlessListed } from '../../objects/findLost';
import type { Operation } from '../../table/operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create device assurance policy',
	description:
		'Add a device assurance policy. A rule of an access policy then asks for it, by Policy: Create Rule or Update Rule.',
	route: 'POST /api/v1/device-assurances',
	scopes: ['okta.deviceAssurance.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'Okta decides whether there may be another of that name' },
	},
	repeat: unlessListed({ isIt: isSamePolicy }),
	shaped: true,
	body: [{ ...deviceAssuranceName, required: true }, platform],
	options: { body: requirements, controls: furtherRequirements },
	leftOut: asJson,

	prepare(request, values) {
		const whole = withMore(request, values);
		checkPlatform(values.text('platform'), isObject(whole.body) ? whole.body : {});
		return whole;
	},
};
