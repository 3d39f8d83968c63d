import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { provesItself } from '../objects/hookSecret';
import { type HookKind, toItem } from '../objects/inlineHooks';
import { isObject } from '../transport/json';
import { clock } from '../transport/machineClock';
import { Memory } from './memory';
import { settingsOf } from './settings';

/** Okta waits for three seconds, the way there and back included. Milliseconds. */
const patience = 2_500;

/** What an answer takes from the node that gives it to here, be it from another process. Milliseconds. */
const way = 100;

type Response = ReturnType<IWebhookFunctions['getResponseObject']>;

/**
 * Okta asks. The flow starts, and Okta gets its answer from the node that answers: n8n is told that
 * nothing else will be sent, so that a flow which fails or ends without an answer sends no error, at
 * which Okta would ask again.
 */
export async function ask(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { kind, refusal } = settingsOf(context);
	const response = context.getResponseObject();
	const { registration } = new Memory(context);
	const digests = registration ? [registration.digest] : [];
	const request = readRequest(context, kind, digests);
	if (typeof request === 'number') {
		response.status(request).end();
		return { noWebhookResponse: true };
	}
	// How n8n ends what has no answer when the flow is over; a 4xx is no reason to ask again.
	endEmptyWith(response, refusal === undefined ? 204 : 400);
	void answerInTime(response, refusal);
	const item = toItem(request, kind, Date.now() + patience - way);
	return await Promise.resolve({ noWebhookResponse: true, workflowData: [[{ json: item }]] });
}

/** The status of a response without content; n8n 1 doesn't send that of an answer with it. */
function endEmptyWith(response: Response, empty: number): void {
	response.status(empty);
	const write = response.writeHead.bind(response);
	response.writeHead = (status: number) =>
		write(status === empty && response.hasHeader('content-type') ? 200 : status);
}

/** What was asked, or the HTTP status to refuse it with. */
function readRequest(
	context: IWebhookFunctions,
	{ type }: HookKind,
	digests: readonly string[],
): IDataObject | 400 | 401 {
	const { authorization } = context.getHeaderData();
	if (!provesItself(authorization, digests)) return 401;
	const body: unknown = context.getBodyData();
	return isObject(body) && body['eventType'] === type && isObject(body['data']) ? body : 400;
}

/** Answers in place of a flow that takes too long. */
async function answerInTime(response: Response, refusal: string | undefined): Promise<void> {
	await clock.sleep(patience);
	if (response.headersSent || response.writableEnded) return;
	if (refusal === undefined) {
		response.status(204).end();
		return;
	}
	response.status(200).json({
		commands: [{ type: 'com.okta.action.update', value: { registration: 'DENY' } }],
		error: {
			errorSummary: refusal,
			errorCauses: [
				{
					errorSummary: refusal,
					reason: 'TIMEOUT',
					locationType: 'body',
					location: 'data.userProfile.login',
					domain: 'external-service',
				},
			],
		},
	});
}
