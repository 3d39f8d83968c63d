import { type IDataObject, UserError } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { pick, simplify, without } from '../objects/rows';
import type { Operation, Output } from '../table/operation';
import type { Values } from '../table/values';

/** The rows as the form asks for them. */
export function shape(rows: IDataObject[], operation: Operation, values: Values): Output[] {
	return formed(rows, operation, values).map((json) => ({ json }));
}

/** Everything Okta sent only goes out when it was asked for. */
function formed(rows: IDataObject[], operation: Operation, values: Values): IDataObject[] {
	const { members, shownBy } = operation.secrets ?? { members: [], shownBy: '' };
	const open = values.flag(shownBy) ? rows : rows.map((row) => without(row, members));
	if (!operation.shaped || values.text('output') === 'everything') return open;
	const simplified = operation.simplify ?? simplify;
	if (values.text('output') === 'simplified') return open.map(simplified);
	const names = commaSeparated(values.text('outputFields'));
	if (names.length > 0) return open.map((row) => pick(row, names, simplified));
	throw new UserError('No field is selected', {
		description: 'Name at least one under Fields, or choose another Output.',
	});
}
