import type { Point } from './points';

/** What the node has to say of faults after which there is no export. */
export const reasons: Partial<Record<Point['kind'], RegExp>> = {
	'a refusal': /Okta/,
	'a page at another host': /^Invalid paging request/,
	Stop: /^The execution was stopped/,
};
