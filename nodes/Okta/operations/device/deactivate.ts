import { deviceId } from '../../fields/device';
import { statusIs } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';

export const operation: Operation = {
	name: 'Deactivate',
	value: 'deactivate',
	action: 'Deactivate device',
	description:
		'Take a device out of use. Its users, factors and certificates are lost and have to be enrolled anew, which cannot be undone.',
	final: true,
	route: 'POST /api/v1/devices/{deviceId}/lifecycle/deactivate',
	scopes: ['okta.devices.manage'],
	effect: {
		outcome: 'deactivated',
		alreadySo: { afterRefusal: ['E0000152'], look: statusIs(['DEACTIVATED']) },
	},
	repeat: unlessIn(['DEACTIVATED']),
	path: [deviceId],
};
