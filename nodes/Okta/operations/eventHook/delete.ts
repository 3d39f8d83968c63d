import { eventHookId } from '../../fields/eventHook';
import { isGone } from '../../objects/alreadySo';
import type { Operation } from '../../table/operation';
import { whileOff } from '../../objects/whileOff';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete event hook',
	description: 'Deactivate an event hook and delete it, which cannot be undone',
	final: true,
	route: 'DELETE /api/v1/eventHooks/{eventHookId}',
	also: [
		'GET /api/v1/eventHooks/{eventHookId}',
		'POST /api/v1/eventHooks/{eventHookId}/lifecycle/deactivate',
		'POST /api/v1/eventHooks/{eventHookId}/lifecycle/activate',
	],
	scopes: ['okta.eventHooks.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('who') } },
	path: [eventHookId],

	/** Okta refuses to delete a hook that is active. */
	async run({ okta, request, values }) {
		const { path } = request;
		const object = await sendForObject(okta, { method: 'GET', path });
		const hook = { object, path, kind: 'event hook' };
		await whileOff(okta, hook, async () => await okta.send(request), { isDeleted: true });
		return [{ deleted: true, eventHookId: values.text('eventHookId') }];
	},
};
