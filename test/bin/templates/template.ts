/** One of Okta's own workflow templates, and what it takes to do the same in n8n. */
export interface Template {
	/** Its folder in github.com/okta/workflows-templates. */
	name: string;
	/** What it is for, in a few words of ours. */
	purpose: string;
	/** Event types that start it, for Okta Trigger. */
	events?: readonly string[];
	/** The node of this package that starts it, where that isn't Okta Trigger. */
	startedBy?: string;
	/** What it asks Okta for. */
	calls?: readonly Call[];
	/** What n8n's own nodes do in it. */
	n8n?: readonly string[];
	/** Why nothing we could add would do it. */
	impossible?: string;
}

/** Method and path as Okta's API reference has them. */
export type Call = string | NarrowCall;

/** A call that counts only if the operation can do this very thing by it. */
interface NarrowCall {
	call: string;
	/** The only resource that counts, by its value. */
	resource?: string;
	/** A member of the body that the operation's form has to offer. */
	member?: string;
}
