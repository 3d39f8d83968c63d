import { readNumber } from '../fields/readValue';
import { requestOptions } from '../fields/requestOptions';
import { isObject } from '../transport/json';
import type { FormContext } from './context';

/** What is chosen under Request Options; each of them is a number. They hold for all items. */
export type RequestOptions = Readonly<Record<string, number>>;

/** @throws UserError that names the option, when it holds what is no number */
export function readRequestOptions(context: FormContext): RequestOptions {
	const chosen = context.getNodeParameter('requestOptions', 0, {});
	const read = (requestOptions.options ?? []).flatMap((option): Array<[string, number]> => {
		if (!('type' in option) || !isObject(chosen) || !(option.name in chosen)) return [];
		// Out of range is no mistake here: it is brought into it.
		return [[option.name, readNumber(chosen[option.name], { ...option, typeOptions: {} })]];
	});
	return Object.fromEntries<number>(read);
}
