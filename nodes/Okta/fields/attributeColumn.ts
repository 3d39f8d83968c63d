import type { ResourceMapperField } from 'n8n-workflow';

import type { TextLimits } from '../objects/textLimits';

/**
 * A column of n8n's resource mapper, with what Okta's schema says beyond n8n's types. The editor keeps
 * it in the workflow as it gets it; workflows of earlier versions lack it.
 */
export interface AttributeColumn extends ResourceMapperField, TextLimits {
	/** JSON Schema type of the entries of a list. */
	itemType?: string;
	/** JSON Schema format of a text, such as `email`. */
	format?: string;
	/** Whether Okta makes nobody without it, where the form doesn't demand it of everybody. */
	isNeeded?: boolean;
}

/** Base attributes that Okta refuses with blanks around them, whether the schema says so or not. */
const exact = new Set([
	'countryCode',
	'email',
	'locale',
	'login',
	'managerId',
	'preferredLanguage',
	'secondEmail',
	'timezone',
]);

/** Whether blanks around a value of the column are no part of it. */
export function isExact({ id, format }: AttributeColumn): boolean {
	return exact.has(id) || typeof format === 'string';
}
