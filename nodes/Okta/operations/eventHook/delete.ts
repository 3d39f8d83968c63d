import { eventHookId } from '../../fields/eventHook';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { unlessIn } from '../../objects/findLost';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete event hook',
	description: 'Deactivate an event hook and delete it, which cannot be undone',
	route: 'DELETE /api/v1/eventHooks/{eventHookId}',
	also: [
		'GET /api/v1/eventHooks/{eventHookId}',
		'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate',
	],
	scopes: ['okta.eventHooks.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('who') } },
	path: [eventHookId],

	/** Okta refuses to delete a hook that is active. */
	async run({ okta, request, values }) {
		const { body: hook } = await okta.send({ method: 'GET', path: request.path });
		if (isObject(hook) && hook.status === 'ACTIVE') {
			await okta.send({
				method: 'POST',
				path: `${request.path}/lifecycle/deactivate`,
				repeat: unlessIn(['INACTIVE']),
			});
		}
		await okta.send(request);
		return [{ deleted: true, eventHookId: values.text('eventHookId') }];
	},
};
