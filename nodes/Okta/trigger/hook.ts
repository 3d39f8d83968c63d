import { type IHookFunctions, UserError } from 'n8n-workflow';

import { checkAddress } from '../objects/hookAddress';
import { digestOf, newSecret } from '../objects/hookSecret';
import { connect } from '../transport/connect';
import { text } from '../transport/json';
import { patient } from '../transport/manners';
import type { Manners } from '../transport/types';
import { memoryOf, settingsOf, zonesOf } from './context';
import { hooksTo, isInOrder, readHook, register, remove, type Wanted } from './eventHook';
import { checkLogins } from './filter';
import { Memory } from './memory/memory';
import { type Settings, typesForHook } from './settings';

/** While a workflow is activated somebody waits, or n8n does, and tries again by itself. */
const toActivate: Manners = { ...patient, longestWait: 60_000, timeout: 20_000, attempts: 2 };

const throughLog = 'or receive events through the System Log, which needs none';

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
	const settings = settingsOf(context);
	const wanted = wantedOf(context, settings);
	const memory = memoryOf(context);
	if (settings.source === 'hook') memory.leaveLog();
	const { registration } = memory.state.hook;
	if (wanted.events.length === 0) return registration === undefined;
	if (registration?.uri !== wanted.uri) return false;
	if (registration.events.join() !== wanted.events.join()) return false;

	const okta = await connect(context, toActivate);
	const isStarting = ['init', 'leadershipChange'].includes(context.getActivationMode());
	const look = async () => {
		await zonesOf(memory, settings, () => okta);
		const hook = await readHook(okta, registration.id);
		return hook !== undefined && isInOrder(hook, wanted);
	};
	return await look().catch((error: unknown) => {
		// n8n would take the hook away: when Okta can't be asked at a start, it is taken to be there.
		if (isStarting) return true;
		throw error;
	});
}

/** Registers the hook and has Okta verify it. n8n answers at its address by now. */
export async function createHook(context: IHookFunctions): Promise<boolean> {
	const settings = settingsOf(context);
	const wanted = wantedOf(context, settings);
	const okta = await connect(context, toActivate);
	if (wanted.events.length === 0) return await deleteHook(context);
	checkAddress(wanted.uri, okta.origin, throughLog);
	await checkLogins(okta, settings.filter);
	const memory = memoryOf(context);
	await zonesOf(memory, settings, () => okta);

	const secret = newSecret();
	const digest = digestOf(secret);
	await memory.registering(digest, async () => {
		const id = await register(okta, wanted, secret);
		const { uri, events } = wanted;
		memory.save({ hook: { registration: { id, uri, events, digest }, changed: Date.now() } });
	});
	const isTest = context.getMode() === 'manual';
	if (settings.source === 'both' && !isTest && !memory.isChallenged) {
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
