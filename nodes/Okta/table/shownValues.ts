import { isEmpty } from '../transport/json';
import { isShown } from './isShown';
import { type Placed, toPlacement } from './operation';
import type { Values } from './values';

/**
 * Where the values of fields go, and the values in the shape Okta takes: of those that are filled in and
 * that the form shows. A field that is hidden has a value, too.
 */
export function shownValues(fields: readonly Placed[], values: Values): Array<[string, unknown]> {
	// In a collection n8n writes the name of a field outside with a slash before it.
	const valueOf = (name: string) => values.get(name.replace(/^\//, ''));
	return fields
		.map(toPlacement)
		.filter(({ field }) => isShown(field, valueOf) && !isEmpty(values.get(field.name)))
		.map(({ field, as = field.name, convert }): [string, unknown] => {
			const value = values.get(field.name);
			return [as, convert ? convert(value) : value];
		})
		.filter(([, value]) => value !== undefined);
}
