import { type IDataObject, UserError } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { pick, simplify } from '../objects/rows';
import { withoutSecrets } from '../objects/secrets';
import type { Operation, Output } from '../table/operation';
import type { Values } from '../table/values';

/**
 * The rows as the form asks for them.
 *
 * @param isTool - whether the output goes to a language model, which gets no secrets, asked for or not
 */
export function shape(
	rows: IDataObject[],
	operation: Operation,
	values: Values,
	isTool: boolean,
): Output[] {
	return formed(rows, operation, values, isTool).map((json) => ({ json }));
}

/** What an operation puts out by itself, as it is but for secrets. */
export function guard(outputs: Output[], operation: Operation, values: Values, isTool: boolean) {
	const shown = isTool ? [] : secretsAskedFor(operation, values);
	if (shown === 'all') return outputs;
	return outputs.map((output) => ({ ...output, json: withoutSecrets(output.json, shown) }));
}

/** Everything Okta sent only goes out when it was asked for. */
function formed(rows: IDataObject[], operation: Operation, values: Values, isTool: boolean) {
	const shown = isTool ? [] : secretsAskedFor(operation, values);
	const open = rows.map((row) => withoutSecrets(row, shown));
	if (!operation.shaped || values.text('output') === 'everything') return open;
	const simplified = operation.simplify ?? simplify;
	if (values.text('output') === 'simplified') return open.map(simplified);
	const names = commaSeparated(values.get('outputFields') ?? '');
	if (names.length > 0) return open.map((row) => pick(row, names, simplified));
	throw new UserError('No field is selected', {
		description: 'Choose at least one under Field Names or IDs, or another Output.',
	});
}

/** Whether the form asks for a secret; read only where an operation has any. */
export function asksForSecret(operation: Operation, read: () => Values): boolean {
	return operation.secrets !== undefined && secretsAskedFor(operation, read()).length > 0;
}

function secretsAskedFor({ secrets }: Operation, values: Values): readonly string[] | 'all' {
	if (!secrets) return [];
	const choice = values.text(secrets.shownBy);
	const isAskedFor = values.flag(secrets.shownBy) || !['', 'none'].includes(choice);
	return isAskedFor ? secrets.members : [];
}
