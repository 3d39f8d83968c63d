/** What n8n calls, and when: the only file of the trigger that knows n8n. */
import { randomUUID } from 'node:crypto';

import {
	type IDataObject,
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type IPollFunctions,
	type IWebhookFunctions,
	type IWebhookResponseData,
	UserError,
} from 'n8n-workflow';

import { connect } from '../transport/connect';
import { isObjectList, text } from '../transport/json';
import type { Okta } from '../transport/okta';
import { patient, type Settings as Manners } from '../transport/manners';
import { checkAddress } from './address';
import { addCurrent } from './currentDetails';
import { digestOf, newSecret, readDelivery } from './delivery';
import { hooksTo, isInOrder, readHook, register, remove, type Wanted } from './eventHook';
import { type Filter, matches, toLogFilter } from './filter';
import { type Occurrence, toOccurrences } from './fold';
import { isLogEvent, type LogEvent, toItem } from '../objects/logEvent';
import { latest, readLog } from './logReader';
import { Memory } from './memory';
import { readSettings, type Settings, typesForHook } from './settings';

type Context = IHookFunctions | IPollFunctions | IWebhookFunctions;

/** While a workflow is activated somebody waits, or n8n does, and tries again by itself. */
const toActivate: Manners = { ...patient, longestWait: 60_000, timeout: 20_000, attempts: 2 };

/** The log is read again soon anyway, and others want to read it, too. */
const toRead: Manners = { ...patient, share: 0.5, longestWait: 5 * 60_000, attempts: 3 };

/** How many of the latest events somebody gets who tries the trigger in the editor. */
const sample = 10;

/**
 * By workflow, node and credential. For each delivery anew, n8n would spend as long on decrypting the
 * credential as on all the rest.
 */
const clientIds = new Map<
	string,
	{ clientId: Promise<string>; /** Epoch milliseconds. */ read: number }
>();

/** Milliseconds. */
const rereadAfter = 60_000;

/** Hooks whose challenge came to this process, by workflow and node. */
const challenged = new Set<string>();

function settingsOf(context: Context): Settings {
	return readSettings((name, byDefault): unknown => context.getNodeParameter(name, byDefault));
}

function memoryOf(
	context: Context | IExecuteFunctions,
	isTest = context.getMode() === 'manual',
): Memory {
	const staticData = context.getWorkflowStaticData('global');
	return new Memory(staticData, context.getNode().id, isTest ? undefined : workflowOf(context));
}

function workflowOf(context: Context | IExecuteFunctions): string {
	return context.getWorkflow().id ?? '';
}

function keyOf(context: Context): string {
	return `${workflowOf(context)} ${context.getNode().id}`;
}

/** @param clientId of the credential */
function filterOf({ filter, ignoresOwn }: Settings, clientId: string): Filter {
	return { ...filter, ...(ignoresOwn && { exceptActor: clientId }) };
}

function wantedOf(context: IHookFunctions, settings: Settings): Wanted {
	const uri = context.getNodeWebhookUrl('default') ?? '';
	const { name: workflow = '' } = context.getWorkflow();
	const prefix = context.getMode() === 'manual' ? 'n8n test' : 'n8n';
	return {
		name: `${prefix}: ${workflow} / ${context.getNode().name}`.slice(0, 250),
		uri,
		events: typesForHook(settings),
	};
}

/** Whether the hook in Okta is the one this workflow needs, its secret known here. */
export async function hookExists(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedOf(context, settingsOf(context));
	const { registration } = memoryOf(context).state.hook;
	if (wanted.events.length === 0) return registration === undefined;
	if (registration?.uri !== wanted.uri) return false;
	if (registration.events.join() !== wanted.events.join()) return false;

	const okta = await connect(context, toActivate);
	const isStarting = ['init', 'leadershipChange'].includes(context.getActivationMode());
	return await readHook(okta, registration.id).then(
		(hook) => hook !== undefined && isInOrder(hook, wanted),
		(error: unknown) => {
			// n8n would take the hook away: when Okta can't be asked at a start, it is taken to be there.
			if (isStarting) return true;
			throw error;
		},
	);
}

/** Registers the hook and has Okta verify it. n8n answers at its address by now. */
export async function createHook(context: IHookFunctions): Promise<boolean> {
	const settings = settingsOf(context);
	const wanted = wantedOf(context, settings);
	const okta = await connect(context, toActivate);
	if (wanted.events.length === 0) return await deleteHook(context);
	checkAddress(wanted.uri, okta.origin);

	challenged.delete(keyOf(context));
	const secret = newSecret();
	const id = await register(okta, wanted, secret);
	const { uri, events } = wanted;
	const registration = { id, uri, events, digest: digestOf(secret) };
	const isTest = context.getMode() === 'manual';
	memoryOf(context).save({ hook: { registration, changed: Date.now() } });
	if (settings.source === 'both' && !isTest && !challenged.has(keyOf(context))) {
		await deleteHook(context);
		throw new UserError('Deliveries of the event hook arrive in another process of n8n', {
			description:
				'The process that reads the System Log cannot know what arrives there, and every event would ' +
				'start the workflow twice. With webhook processors, receive events through one of the two.',
		});
	}
	return true;
}

/** Takes the hook out of Okta, also when what is known of it was lost. */
export async function deleteHook(context: IHookFunctions): Promise<boolean> {
	// n8n doesn't say here whether a test ends; only a test has this in its static data.
	const memory = memoryOf(context, Memory.isOfTest(context.getWorkflowStaticData('global')));
	const { registration } = memory.state.hook;
	// From now on nobody gets in, whatever Okta says.
	memory.save({ hook: { changed: Date.now() } });
	const okta = await connect(context, toActivate);
	const uri = context.getNodeWebhookUrl('default') ?? '';
	const hooks = registration ? [registration] : await hooksTo(okta, uri);
	for (const { id } of hooks) await remove(okta, text(id));
	return true;
}

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
	challenged.add(keyOf(context));
	return { webhookResponse: { verification } };
}

/**
 * Nothing here waits for Okta: it hears within a fraction of its three seconds, and n8n has written
 * the execution down by then, also the one that another delivery of the round started.
 */
async function take(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const memory = memoryOf(context);
	const { authorization } = context.getHeaderData();
	const digest = memory.state.hook.registration?.digest ?? '';
	const delivery = readDelivery(authorization, context.getBodyData(), digest);
	if ('refusal' in delivery) return refuse(context, delivery.refusal);

	const settings = settingsOf(context);
	const filter = filterOf(settings, settings.ignoresOwn ? await clientIdOf(context) : '');
	const { round } = memory.gathering;
	const occurrences = memory.claim(wantedIn(delivery.events, filter, settings), round.owner);
	if (occurrences.length === 0) return { webhookResponse: '' };
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

/** The client ID of the credential, as it was at most a minute ago. */
async function clientIdOf(context: IWebhookFunctions): Promise<string> {
	const { id } = context.getNode().credentials?.oktaServiceAppApi ?? {};
	const key = `${keyOf(context)} ${id ?? ''}`;
	const now = Date.now();
	const known = clientIds.get(key);
	if (known && now - known.read < rereadAfter) return await known.clientId;
	const clientId = connect(context).then(({ session }) => session.clientId());
	clientIds.set(key, { clientId, read: now });
	clientId.catch(() => clientIds.delete(key));
	return await clientId;
}

function refuse(context: IWebhookFunctions, status: number): IWebhookResponseData {
	context.getResponseObject().status(status).end();
	return { noWebhookResponse: true };
}

/** What n8n's timer does: reads on in the log, and looks now and then whether the hook is there. */
export async function poll(context: IPollFunctions): Promise<null> {
	const settings = settingsOf(context);
	const memory = memoryOf(context);
	const okta = await connect(context, toRead);
	if (settings.source !== 'hook') await readOn(context, settings, memory, okta);
	if (settings.source !== 'log' && memory.isCheckDue()) await checkHook(settings, memory, okta);
	return null;
}

/** Each page starts the workflow once, with what nobody has had yet. */
async function readOn(context: IPollFunctions, settings: Settings, memory: Memory, okta: Okta) {
	const filter = filterOf(settings, okta.session.clientId());
	await memory.readingAlone(async () => {
		const start = memory.readFrom(toLogFilter(filter), settings.start);
		memory.save();
		for await (const { events, position } of readLog(okta, start, Date.now)) {
			const owner = randomUUID();
			const wanted = wantedIn(events, filter, settings);
			const taken = memory.claim(wanted, owner);
			memory.pageRead(position, wanted);
			memory.save();
			// Not as the result: n8n drops that when the workflow is published anew at this moment.
			if (taken.length > 0) context.__emit([toItems(taken, owner)]);
		}
	});
}

/**
 * Somebody may have had a reason to switch it off, so it is said, and not undone.
 *
 * @throws UserError when the hook gets no events
 */
async function checkHook(settings: Settings, memory: Memory, okta: Okta): Promise<void> {
	const { registration } = memory.state.hook;
	if (!registration) return;
	const hook = await readHook(okta, registration.id);
	if (hook && isInOrder(hook, registration)) return;
	const consequence =
		settings.source === 'both'
			? 'Events come from the System Log only, and later.'
			: 'Events are lost meanwhile.';
	throw new UserError(
		`The event hook of this workflow was ${hook ? 'changed' : 'deleted'} in Okta`,
		{
			description: `${consequence} Deactivate the workflow and activate it again to put that right.`,
		},
	);
}

/**
 * The first node of the workflow at work. n8n has it when a run by hand begins, where a `poll` would
 * take the place of what a test delivery brought; and look-ups made here keep no delivery waiting.
 */
export async function handOver(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const settings = readSettings((name, byDefault): unknown =>
		context.getNodeParameter(name, 0, byDefault),
	);
	const input = context.getInputData().map(({ json }) => json);
	const isByHand = context.getMode() === 'manual' && input.every(isBlank);
	const rows = isByHand
		? await fetchSample(await connect(context), settings)
		: takeOver(context, input);
	const detailed =
		settings.current.length > 0
			? await addCurrent(await connect(context), rows, settings.current)
			: rows;
	return [detailed.map((json, index) => ({ json, pairedItem: { item: isByHand ? 0 : index } }))];
}

function isBlank(json: IDataObject): boolean {
	return Object.keys(json).length === 0;
}

/** The items of an execution, without those that were handed over otherwise in the meantime. */
function takeOver(context: IExecuteFunctions, items: readonly IDataObject[]): IDataObject[] {
	const kept = context.getMode() === 'manual' ? items : startWith(context, items);
	return kept.map(({ [ownerField]: _, ...json }) => json);
}

function startWith(context: IExecuteFunctions, items: readonly IDataObject[]): IDataObject[] {
	const memory = memoryOf(context, false);
	memory.gathering.begun(text(items[0]?.[ownerField]));
	const all: Occurrence[] = [];
	const kept = items.filter(({ [ownerField]: owner, log, folded }) => {
		const events = [log, ...(isObjectList(folded) ? folded : [])].filter(isLogEvent);
		const occurrences = toOccurrences(events, true);
		all.push(...occurrences);
		const started = memory.start(occurrences, text(owner));
		// Whoever presses "Retry" wants it again, whatever became of it.
		return context.getMode() === 'retry' || started.length === occurrences.length;
	});
	memory.saveAtEnd(all);
	return kept;
}

async function fetchSample(okta: Okta, settings: Settings): Promise<IDataObject[]> {
	const filter = filterOf(settings, okta.session.clientId());
	const isWanted = (event: LogEvent) => matches(event, filter);
	const events = await latest(okta, toLogFilter(filter), isWanted, sample);
	if (events.length > 0) return toOccurrences(events, settings.foldsResets).map(toJson);
	throw new UserError('The System Log of the last seven days has no such event', {
		description:
			'Make one happen in Okta, as somebody else than this integration, and try again in half a minute.',
	});
}

function wantedIn(events: readonly LogEvent[], filter: Filter, { foldsResets }: Settings) {
	return toOccurrences(
		events.filter((event) => matches(event, filter)),
		foldsResets,
	);
}

function toJson({ event, folded }: Occurrence): IDataObject {
	return { ...toItem(event), ...(folded.length > 0 && { folded }) };
}

/** Says which hand-over an item belongs to, on the way to the execution only. */
const ownerField = '_handOver';

function toItems(occurrences: readonly Occurrence[], owner: string): INodeExecutionData[] {
	return occurrences.map((occurrence) => ({
		json: { ...toJson(occurrence), [ownerField]: owner },
	}));
}
