import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { hookKinds, type HookKind, kindOfHook } from '../objects/inlineHooks';
import { text } from '../transport/json';

/** What the form of the trigger says. */
export interface Settings {
	kind: HookKind;
	/** What somebody who registers is told when no answer comes in time, if refused then. */
	refusal?: string;
	/** Whether the hook is deleted in Okta when the workflow is deactivated, and not just switched off. */
	deletes: boolean;
}

export function settingsOf(context: IHookFunctions | IWebhookFunctions): Settings {
	const read = (name: string): string => text(context.getNodeParameter(name, ''));
	const isRefused = read('whenLate') === 'refuse';
	return {
		kind: kindOfHook(read('hookType')) ?? hookKinds[1],
		...(isRefused && { refusal: read('lateMessage') }),
		deletes: read('whenDeactivated') === 'delete',
	};
}
