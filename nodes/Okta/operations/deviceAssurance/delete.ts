import { deviceAssuranceId } from '../../fields/deviceAssurance';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete device assurance policy',
	description:
		'Delete a device assurance policy that no rule asks for, which cannot be undone. Okta keeps one that is in use.',
	final: true,
	route: 'DELETE /api/v1/device-assurances/{deviceAssuranceId}',
	scopes: ['okta.deviceAssurance.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('dae') } },
	path: [deviceAssuranceId],
};
