import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { connect } from '../transport/connect';
import { patient } from '../transport/manners';
import type { Manners } from '../transport/types';
import { digestsOf, filterOf, memoryOf, settingsOf, zonesOf } from './context';
import { readDelivery } from './delivery';
import { countedUp, toItems, wantedIn } from './items';
import type { Memory } from './memory/memory';

/** While Okta waits for an answer. */
const toJudge: Manners = { ...patient, longestWait: 500, timeout: 2_000, attempts: 1 };

/** A call of Okta: the challenge of a new hook, or a delivery. */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	return context.getRequestObject().method === 'GET'
		? answerChallenge(context)
		: await take(context);
}

/** Repeats what Okta sends (Okta's "One-time verification request"). */
function answerChallenge(context: IWebhookFunctions): IWebhookResponseData {
	const verification = context.getHeaderData()['x-okta-verification-challenge'];
	if (typeof verification !== 'string') return refuse(context, 400);
	memoryOf(context).noteChallenge();
	return { webhookResponse: { verification } };
}

/**
 * Okta hears within a fraction of its three seconds, and n8n has written the execution down by then, also
 * the one that another delivery of the round started. Nothing here waits for Okta, but for network zones
 * that nobody knows yet.
 */
async function take(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const { authorization } = context.getHeaderData();
	const delivery = readDelivery(authorization, context.getBodyData(), digestsOf(context));
	if ('refusal' in delivery) return refuse(context, delivery.refusal);

	const memory = memoryOf(context);
	const settings = settingsOf(context);
	const clientId = settings.ignoresOwn ? await clientIdOf(context, memory) : '';
	const zones = await zonesOf(memory, settings, async () => await connect(context, toJudge)).catch(
		() => undefined,
	);
	// The retry, or the log, has another try; what lasts is said when the hook is looked at.
	if (!zones) return refuse(context, 503);
	const filter = filterOf(settings, clientId, zones);
	const { round } = memory.gathering;
	const claimed = memory.claimDelivered(wantedIn(delivery.events, filter, settings), round.owner);
	// Who tries the trigger in the editor wants to see an event, not to make several.
	const isTest = context.getMode() === 'manual';
	const occurrences = isTest ? claimed : countedUp(claimed, memory, settings);
	if (occurrences.length === 0) {
		if (claimed.length > 0) memory.saveWithAnswer();
		return { webhookResponse: '' };
	}
	if (!round.add(occurrences)) {
		return (await round.isTaken.known) ? { webhookResponse: '' } : refuse(context, 503);
	}
	const response = context.getResponseObject();
	const settle = () => {
		// n8n says to Okta that it couldn't start the workflow: the retry, or the log, has another try.
		const isRefused = response.statusCode >= 500;
		if (isRefused) memory.release(round.occurrences);
		round.isTaken.tell(!isRefused);
	};
	// Okta may have hung up by now, and those who joined the round would wait for ever.
	if (response.closed) settle();
	else response.once('close', settle);
	await memory.gathering.complete(round);
	return { workflowData: [toItems(round.occurrences, round.owner)] };
}

/** For each delivery anew, n8n would spend as long on decrypting the credential as on all the rest. */
async function clientIdOf(context: IWebhookFunctions, memory: Memory): Promise<string> {
	const { id } = context.getNode().credentials?.oktaServiceAppApi ?? {};
	const read = async () => (await connect(context)).signIn.clientId();
	return await memory.clientId(id ?? '', read);
}

function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}
