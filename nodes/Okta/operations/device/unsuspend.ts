import { deviceId } from '../../fields/device';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Unsuspend',
	value: 'unsuspend',
	action: 'Unsuspend device',
	description: 'Let a suspended device, a laptop that was found again say, be used to sign in',
	route: 'POST /api/v1/devices/{deviceId}/lifecycle/unsuspend',
	scopes: ['okta.devices.manage'],
	effect: {
		outcome: 'unsuspended',
		alreadySo: { afterRefusal: ['E0000152'], look: statusIs(['ACTIVE']) },
	},
	repeat: unlessIn(['ACTIVE']),
	path: [deviceId],
};
