/** What Okta takes of a text. */
export interface TextLimits {
	/** Characters. */
	shortest?: number;
	longest?: number;
	/** Whether it has to be an email address. */
	isAddress?: boolean;
}

/** Okta stores at most three bytes of UTF-8 a character: no emoji, for one. */
const beyondBasicPlane = /[\u{10000}-\u{10FFFF}]/u;

/** Why Okta would refuse a text; undefined when it would not, as far as can be told. */
export function faultOfText(
	name: string,
	text: string,
	{ shortest = 0, longest = Infinity, isAddress = false }: TextLimits,
): string | undefined {
	if (text.length < shortest || text.length > longest) {
		const most = longest === Infinity ? 'or more' : `to ${String(longest)}`;
		return `${name} has ${String(text.length)} characters, and Okta takes ${String(shortest)} ${most}.`;
	}
	const outside = beyondBasicPlane.exec(text)?.[0];
	if (outside !== undefined) return `${name} has a character that Okta does not take: ${outside}`;
	if (isAddress && !/^[^\s@]+@[^\s@]+$/.test(text)) return `${name} is no address: ${text}`;
	return undefined;
}
