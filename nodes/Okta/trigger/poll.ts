import { randomUUID } from 'node:crypto';

import { type IPollFunctions, UserError } from 'n8n-workflow';

import { connect } from '../transport/connect';
import { patient } from '../transport/manners';
import type { Manners, Okta } from '../transport/types';
import { filterOf, memoryOf, settingsOf, zonesOf } from './context';
import { isInOrder, readHook } from './eventHook';
import { checkLogins, toLogFilter } from './filter';
import { countedUp, toItems, wantedIn } from './items';
import { readLog } from './logReader';
import { type Memory } from './memory/memory';
import type { Settings } from './settings';

/** The log is read again soon anyway, and others want to read it, too. */
const toRead: Manners = { ...patient, share: 0.5, longestWait: 5 * 60_000, attempts: 3 };

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
	const zones = await zonesOf(memory, settings, () => okta);
	const filter = filterOf(settings, okta.signIn.clientId(), zones);
	await memory.readingAlone(async () => {
		const wantedLog = toLogFilter(filter);
		// A filter is checked once, when reading begins with it.
		if (memory.state.log.position?.filter !== wantedLog) await checkLogins(okta, filter);
		const now = await okta.now();
		const start = memory.readFrom(wantedLog, settings.start, Date.now(), now);
		memory.save();
		for await (const { events, position } of readLog(okta, start, () => now)) {
			const owner = randomUUID();
			const wanted = wantedIn(events, filter, settings);
			const taken = countedUp(memory.claim(wanted, owner), memory, settings);
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
 * @throws UserError when the hook gets no events, or what reading network zones throws
 */
async function checkHook(settings: Settings, memory: Memory, okta: Okta): Promise<void> {
	const { registration } = memory.state.hook;
	if (!registration) return;
	await zonesOf(memory, settings, () => okta);
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
