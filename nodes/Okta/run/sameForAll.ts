import { UserError } from 'n8n-workflow';

import { formFields, optionFields } from '../form/readForm';
import type { Operation } from '../table/operation';
import type { Row, Together } from '../table/together';

/**
 * Sees to it that what counts for all rows about an object is the same in each of them: an expression
 * may lead to something else for every item.
 *
 * @throws UserError that names a field of which that isn't so
 */
export function checkSame(
	operation: Operation,
	{ by, each }: Together,
	[first, ...others]: readonly Row[],
): void {
	if (!first) return;
	for (const { name, displayName } of [...formFields(operation), ...optionFields(operation)]) {
		if (name === by || each.includes(name)) continue;
		const wanted = first.values.get(name);
		const other = others.find(({ values }) => !isSame(values.get(name), wanted));
		if (!other) continue;
		throw new UserError(
			`"${displayName}" is not the same for item ${String(other.item)} and item ${String(first.item)}`,
			{
				description:
					'Nothing was changed. It counts for all rows together: choose one value, or an expression that leads to the same for every item.',
			},
		);
	}
}

function isSame(one: unknown, other: unknown): boolean {
	if (Object.is(one, other)) return true;
	return typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other);
}
