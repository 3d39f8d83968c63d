import { type IDataObject, UserError } from 'n8n-workflow';

import { inlineHookId } from '../../fields/inlineHook';
import { hookSamples } from '../../objects/hookSamples';
import { kindOfHook } from '../../objects/inlineHooks';
import type { Operation } from '../../table/operation';
import { sendForObject } from '../../transport/answers';
import { isObject, text } from '../../transport/json';
import { isRefusal } from '../../transport/refusals';

const unanswered =
	'Whoever is asked has to answer within three seconds: a workflow with the trigger Okta Inline Hook does so by Inline Hook: Answer.';

export const operation: Operation = {
	name: 'Preview',
	value: 'preview',
	action: 'Preview inline hook',
	description:
		'Have Okta ask by an inline hook, as for a person who does not exist, and put out what it is answered',
	route: 'POST /api/v1/inlineHooks/{inlineHookId}/execute',
	also: ['GET /api/v1/inlineHooks/{inlineHookId}'],
	scopes: ['okta.inlineHooks.manage'],
	effect: { alreadySo: { never: 'Okta asks each time' } },
	// Whoever is asked may have sent a message.
	repeat: 'never',
	path: [inlineHookId],
	body: [
		{
			displayName: 'Data',
			name: 'data',
			type: 'json',
			default: '',
			description:
				'What to ask about, as Okta has it under “data” in its requests; left empty, somebody invented',
		},
	],

	async run({ okta, request }) {
		const { path } = request;
		const at = path.slice(0, path.lastIndexOf('/'));
		const hook = await sendForObject(okta, { method: 'GET', path: at });
		const kind = kindOfHook(hook['type']);
		if (!kind) {
			throw new UserError(
				`This node knows no request for hooks of the type ${text(hook['type'])}`,
				{
					description: 'Send one of your own by Custom API Call.',
				},
			);
		}
		const { data, requestType } = hookSamples[kind.type];
		const typed = isObject(request.body) ? request.body['data'] : undefined;
		const body: IDataObject = {
			eventId: 'preview',
			eventTime: new Date(await okta.now()).toISOString(),
			eventType: kind.type,
			eventTypeVersion: '1.0',
			contentType: 'application/json',
			cloudEventVersion: '0.1',
			source: `${okta.origin}${at}`,
			...(requestType !== undefined && { requestType }),
			data: typed ?? data,
		};
		const asked = okta.send({ ...request, body, answer: 'objectOrNothing' });
		const answer = await asked.catch((error: unknown) => {
			if (!isRefusal(error, 400)) throw error;
			error.description = [unanswered, error.description].filter(Boolean).join('\n');
			throw error;
		});
		const told = isObject(answer.body) ? answer.body : { commands: [] };
		return [{ hook: text(hook['name']), hookType: kind.type, ...told }];
	},
};
