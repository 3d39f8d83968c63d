/** A JSON object whose members are yet to be looked at. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One armoured part of a PEM text (RFC 7468). */
export interface PemBlock {
	/** For example `PRIVATE KEY`. */
	label: string;
	/** Base64 without white space. */
	base64: string;
	/** The two header lines by which PKCS#1 and SEC1 files encrypt themselves (RFC 1421 §4.6). */
	headers: string[];
	encrypted: boolean;
}

/**
 * Undoes what copying does: quotes around the whole, line breaks and quotes spelled with backslashes
 * (neither PEM nor a JWK has another use for one), white space at the ends; and base64 around a whole
 * file, as secret stores and environment variables like it.
 */
export function unwrap(text: string): string {
	const bare = unquote(text.replace(/(\\+[rn])+/g, '\n').replace(/\\+"/g, '"'));
	if (!/^[\w+/\s-]{40,}={0,2}$/.test(bare)) return bare;

	// PowerShell encodes UTF-16, which leaves a NUL after each character.
	const decoded = Buffer.from(bare, 'base64').toString('utf8').replaceAll('\0', '');
	return isText(decoded) ? unwrap(decoded) : bare;
}

/** Whether it is a key or base64 once more, and not what base64 makes of a random text. */
function isText(decoded: string): boolean {
	return /-----BEGIN |^\s*[{[]\s*["{]|^[\t\n\r -~]*$/.test(decoded);
}

/** The text without quotes and white space around it. */
export function unquote(text: string): string {
	return text.replace(/^[\s"'`“‘]+|[\s"'`”’]+$/g, '');
}

const BLOCK = /-----BEGIN ([A-Z0-9 ]+?)-----([\s\S]*?)-----END \1-----/g;

const ENCRYPTION = /^\s*(Proc-Type: [^\n]+?)\s+(DEK-Info: [A-Z0-9-]+,[0-9A-F]+)\s/;

/** The parts of a PEM text, whatever became of its line breaks. */
export function pemBlocks(pasted: string): PemBlock[] {
	return (
		[...pasted.matchAll(BLOCK)]
			.map(([, label = '', body = '']) => {
				const [whole = '', ...headers] = ENCRYPTION.exec(body) ?? [];
				const base64 = body.slice(whole.length).replace(/\s+/g, '');
				const encrypted = label === 'ENCRYPTED PRIVATE KEY' || headers.length > 0;
				return { label, base64, headers, encrypted };
			})
			// `openssl ecparam -genkey` puts the curve's parameters before the key.
			.filter(({ label }) => label !== 'EC PARAMETERS')
	);
}

/** The block as RFC 7468 wants it, or nothing when it is no base64. */
export function toPem({ label, base64, headers }: Omit<PemBlock, 'encrypted'>): string | undefined {
	if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
	const lines = base64.match(/.{1,64}/g) ?? [];
	const head = headers.length > 0 ? [...headers, ''] : [];
	return [`-----BEGIN ${label}-----`, ...head, ...lines, `-----END ${label}-----`].join('\n');
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The text without white space around it, if there is any. */
export function nonEmpty(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** What OpenSSL or the JSON parser says may quote the key, so only our own words leave here. */
export function attempt<T>(read: () => T, refusal: Error): T {
	try {
		return read();
	} catch {
		// falls through to the refusal
	}
	throw refusal;
}
