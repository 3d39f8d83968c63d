import { deviceId } from '../../fields/device';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Suspend',
	value: 'suspend',
	action: 'Suspend device',
	description:
		'Keep an active device, a lost laptop say, from being used to sign in, until it is unsuspended',
	route: 'POST /api/v1/devices/{deviceId}/lifecycle/suspend',
	scopes: ['okta.devices.manage'],
	effect: {
		outcome: 'suspended',
		alreadySo: { afterRefusal: ['E0000152'], look: statusIs(['SUSPENDED']) },
	},
	repeat: unlessIn(['SUSPENDED']),
	path: [deviceId],
};
