import { UserError } from 'n8n-workflow';

import type { Values } from '../table/values';

/**
 * A point in time that an export needs, in milliseconds since the epoch.
 *
 * @param label - what the form calls the field
 * @throws UserError when the field is empty
 */
export function timeOf(values: Values, name: string, label: string): number {
	const time = Date.parse(values.text(name));
	if (!Number.isNaN(time)) return time;
	throw new UserError(`"${label}" is not a date`, {
		description: 'Nothing was sent to Okta. Dates look like 2026-01-31 or 2026-01-31T08:00:00Z.',
	});
}
