import type { IDataObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { isObject, text } from '../transport/json';

/** The hook of a trigger, as it was made in Okta. */
export interface Registration {
	id: string;
	name: string;
	/** Okta's type of hooks. */
	type: string;
	uri: string;
	/** Of the secret that Okta sends. */
	digest: string;
	/** Where in Okta's API the trigger chose the hook; none where somebody does by hand. */
	place?: string;
}

const prefix = 'oktaInlineHook:';
const prefixOfTest = 'oktaInlineHookTest:';

/**
 * What a trigger knows of its hook, in n8n's static data of the workflow: by node ID, so that it
 * outlives a change of the node's name. A test has static data of its own, which n8n throws away.
 */
export class Memory {
	readonly #staticData: IDataObject;
	readonly #name: string;
	readonly isTest: boolean;

	constructor(context: IHookFunctions | IWebhookFunctions) {
		this.#staticData = context.getWorkflowStaticData('global');
		const { id } = context.getNode();
		// n8n doesn't say whether a test ends; only a test has this in its static data.
		const ofTest = `${prefixOfTest}${id}`;
		this.isTest = context.getMode() === 'manual' || ofTest in this.#staticData;
		this.#name = this.isTest ? ofTest : `${prefix}${id}`;
	}

	get registration(): Registration | undefined {
		const stored = this.#staticData[this.#name];
		if (!isObject(stored)) return undefined;
		const { id, name, type, uri, digest, place } = stored;
		return {
			id: text(id),
			name: text(name),
			type: text(type),
			uri: text(uri),
			digest: text(digest),
			...(place !== undefined && { place: text(place) }),
		};
	}

	set registration(registration: Registration | undefined) {
		this.#staticData[this.#name] = registration && { ...registration };
	}
}
