import { deviceId } from '../../fields/device';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Activate',
	value: 'activate',
	action: 'Activate device',
	description: 'Let a deactivated device be enrolled again; its users and factors do not come back',
	route: 'POST /api/v1/devices/{deviceId}/lifecycle/activate',
	scopes: ['okta.devices.manage'],
	effect: {
		outcome: 'activated',
		alreadySo: { afterRefusal: ['E0000152'], look: statusIs(['ACTIVE']) },
	},
	repeat: unlessIn(['ACTIVE']),
	path: [deviceId],
};
