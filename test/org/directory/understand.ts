import type { OktaError } from '../route';
import { compile, parse, SearchError, type Language, type Predicate } from './search';

/**
 * The test of rows that an expression describes.
 *
 * @param refuse makes the refusal for an expression this list can't work with.
 */
export function understand<Row>(
	expression: string,
	language: Language<Row>,
	refuse: (cause: string) => OktaError,
): Predicate<Row> {
	return orRefuse(() => compile(parse(expression), language), refuse);
}

/** Runs something that reads an expression, and refuses where that fails. */
export function orRefuse<Result>(read: () => Result, refuse: (cause: string) => OktaError): Result {
	try {
		return read();
	} catch (error) {
		if (error instanceof SearchError) throw refuse(error.message);
		throw error;
	}
}
