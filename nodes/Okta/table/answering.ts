import type { IDataObject } from 'n8n-workflow';

import type { Values } from './values';

/** What Okta asked by an inline hook, and waits for an answer to. */
export interface Asked {
	/** Which of several things it is about, such as somebody who registers or who completes a profile. */
	requestType: string;
	/** Okta's `data`. */
	data: IDataObject;
}

/** What Okta is told: what to do, or what is wrong. Neither leaves all as it is. */
export interface Answer {
	commands: Command[];
	error?: IDataObject;
	/** What of the form doesn't go with what Okta asked, in words for people. */
	leftOut?: string[];
}

export interface Command {
	type: string;
	value: IDataObject | IDataObject[];
}

/** How an operation answers. */
export interface Answering {
	/** Okta's type of the inline hook. */
	hookType: string;
	/** @throws UserError when the form says what Okta would not take */
	compose: (values: Values, asked: Asked) => Answer;
}
