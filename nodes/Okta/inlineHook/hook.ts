import { type IHookFunctions, UserError } from 'n8n-workflow';

import { checkAddress } from '../objects/hookAddress';
import { connect } from '../transport/connect';
import { text } from '../transport/json';
import { patient } from '../transport/manners';
import type { Manners } from '../transport/types';
import { bind, unbind } from './bind';
import { Memory } from './memory';
import { placeOf } from './places';
import {
	deactivate,
	hooksTo,
	isInOrder,
	readHook,
	register,
	remove,
	type Wanted,
} from './register';
import { settingsOf } from './settings';

/** While a workflow is activated somebody waits, or n8n does, and tries again by itself. */
const toActivate: Manners = { ...patient, longestWait: 60_000, timeout: 20_000, attempts: 2 };

function wantedOf(context: IHookFunctions): Wanted {
	const { name: workflow = '' } = context.getWorkflow();
	const isTest = context.getMode() === 'manual';
	const prefix = isTest ? 'n8n test' : 'n8n';
	const { kind } = settingsOf(context);
	const read = (field: string): string =>
		text(context.getNodeParameter(field, '', { extractValue: true })).trim();
	return {
		name: `${prefix}: ${workflow} / ${context.getNode().name}`,
		uri: context.getNodeWebhookUrl('default') ?? '',
		kind,
		// A test hook is asked by a preview alone.
		place: isTest ? undefined : placeOf(kind.type, read),
	};
}

/** Whether the hook in Okta is the one this workflow needs, its secret known here. */
export async function hookExists(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedOf(context);
	const { registration } = new Memory(context);
	const { uri, type, place } = registration ?? {};
	if (!registration || uri !== wanted.uri || type !== wanted.kind.type || place !== wanted.place)
		return false;

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

/** Registers the hook, or switches it on. n8n answers at its address by now. */
export async function createHook(context: IHookFunctions): Promise<boolean> {
	const wanted = wantedOf(context);
	checkAnswers(context, wanted);
	const okta = await connect(context, toActivate);
	checkAddress(wanted.uri, okta.origin);
	const memory = new Memory(context);
	const { kind, place } = wanted;
	const before = memory.registration;
	if (before?.place !== undefined && (before.place !== place || before.type !== kind.type)) {
		await unbind(okta, before.type, before.place, before.id);
	}
	const registration = await register(okta, wanted, before);
	memory.registration = registration;
	if (place !== undefined) {
		await bind(okta, kind.type, place, registration.id);
		memory.registration = { ...registration, place };
	}
	return true;
}

/**
 * Switches the hook off, also when what is known of it was lost. It stays where it is chosen, as n8n
 * calls this whenever a changed workflow is published, too.
 */
export async function deleteHook(context: IHookFunctions): Promise<boolean> {
	const memory = new Memory(context);
	const { deletes } = settingsOf(context);
	const { registration } = memory;
	const okta = await connect(context, toActivate);
	const uri = context.getNodeWebhookUrl('default') ?? '';
	const ids = registration ? [registration.id] : await hooksTo(okta, uri);
	const isGone = deletes || memory.isTest;
	if (isGone && registration?.place !== undefined) {
		await unbind(okta, registration.type, registration.place, registration.id);
	}
	for (const id of ids) await (isGone ? remove : deactivate)(okta, id);
	if (isGone) memory.registration = undefined;
	return true;
}

/** @throws UserError when the flow has nothing to answer with */
function checkAnswers(context: IHookFunctions, { kind }: Wanted): void {
	if (context.getMode() === 'manual') return;
	const answers = context
		.getChildNodes(context.getNode().name, { includeNodeParameters: true })
		.filter(({ type, disabled, parameters }) => {
			return !disabled && type.endsWith('.okta') && parameters?.['resource'] === 'inlineHook';
		})
		.map(({ parameters }) => parameters?.['operation']);
	if (answers.includes(kind.answer)) return;
	throw new UserError('No node of this workflow answers Okta', {
		description: `Add an Okta Admin node with the operation Inline Hook: Answer ${kind.name} after the trigger, where the flow knows the answer.`,
	});
}
