import type { FormContext } from '../../../nodes/Okta/form/context';

const now = '2026-11-20T12:00:00.000Z';

/** n8n with one field of the form filled in, in the form itself or in one of its collections. */
export const formOf = (where: string, name: string, value: unknown, zone: string): FormContext => ({
	getNodeParameter: (asked, _, byDefault) => {
		if (where === 'form' && asked === name) return value;
		if (asked === where) return { [name]: value };
		// The only expressions among defaults are of times.
		return typeof byDefault === 'string' && byDefault.startsWith('=') ? now : byDefault;
	},
	getInputData: () => [{ json: {} }],
	getTimezone: () => zone,
});
