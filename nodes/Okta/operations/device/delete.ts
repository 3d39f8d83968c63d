import { deviceId } from '../../fields/device';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete device',
	description:
		'Delete a deactivated device, which cannot be undone. Okta keeps one in any other status: deactivate it first.',
	final: true,
	route: 'DELETE /api/v1/devices/{deviceId}',
	scopes: ['okta.devices.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('guo') } },
	path: [deviceId],
};
