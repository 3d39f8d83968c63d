import { inlineHookId } from '../../fields/inlineHook';
import { isGone } from '../../objects/alreadySo';
import { whileOff } from '../../objects/whileOff';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';

export const operation: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete inline hook',
	description:
		'Deactivate an inline hook and delete it, which cannot be undone. Where it was chosen, Okta asks nobody any more.',
	final: true,
	route: 'DELETE /api/v1/inlineHooks/{inlineHookId}',
	also: [
		'GET /api/v1/inlineHooks/{inlineHookId}',
		'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/deactivate',
		'POST /api/v1/inlineHooks/{inlineHookId}/lifecycle/activate',
	],
	scopes: ['okta.inlineHooks.manage'],
	effect: { outcome: 'deleted', alreadySo: { afterRefusal: ['E0000007'], look: isGone('cal') } },
	path: [inlineHookId],

	/** Okta refuses to delete a hook that is active. */
	async run({ okta, request, values }) {
		const { path } = request;
		const object = await sendForObject(okta, { method: 'GET', path });
		const hook = { object, path, kind: 'inline hook' };
		await whileOff(okta, hook, async () => await okta.send(request), { isDeleted: true });
		return [{ deleted: true, inlineHookId: values.text('inlineHookId') }];
	},
};
