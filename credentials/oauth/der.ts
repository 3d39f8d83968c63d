/*
 * As much of DER (X.690) as the wrapping of an encrypted private key needs: lengths up to four bytes,
 * single-byte tags, no sets.
 */
const TAG = { integer: 0x02, octets: 0x04, nothing: 0x05, oid: 0x06, sequence: 0x30 } as const;

/** One value as it stands in DER. */
export interface DerValue {
	tag: number;
	content: Buffer;
}

/** The elements one after another, as a SEQUENCE. */
export function sequence(...elements: Buffer[]): Buffer {
	return write(TAG.sequence, Buffer.concat(elements));
}

export function octets(bytes: Uint8Array): Buffer {
	return write(TAG.octets, Buffer.from(bytes));
}

/** @param value not negative */
export function integer(value: number): Buffer {
	const hex = value.toString(16);
	const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
	// Integers are signed (X.690 §8.3): a high first bit would make this one negative.
	const isHigh = (bytes[0] ?? 0) >= 0x80;
	return write(TAG.integer, isHigh ? Buffer.concat([Buffer.of(0), bytes]) : bytes);
}

export function nothing(): Buffer {
	return write(TAG.nothing, Buffer.alloc(0));
}

/** @param dotted for example `1.2.840.113549.1.5.13` */
export function oid(dotted: string): Buffer {
	const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
	return write(TAG.oid, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

/** Seven bits a byte, all but the last with the high bit set (X.690 §8.19). */
function base128(arc: number): number[] {
	const bytes = [arc % 128];
	for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
		bytes.unshift((left % 128) + 128);
	}
	return bytes;
}

function write(tag: number, content: Buffer): Buffer {
	const { length } = content;
	if (length < 0x80) return Buffer.concat([Buffer.of(tag, length), content]);
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(length);
	const size = bytes.subarray(bytes.findIndex((byte) => byte > 0));
	return Buffer.concat([Buffer.of(tag, 0x80 + size.length), size, content]);
}

/** The values of a DER text, one after another; `undefined` when it is none, or was cut off. */
export function readDer(bytes: Buffer): DerValue[] | undefined {
	const values: DerValue[] = [];
	for (let at = 0; at < bytes.length;) {
		const tag = bytes.readUInt8(at);
		const short = bytes.at(at + 1) ?? 0x80;
		const size = short < 0x80 ? 0 : short - 0x80;
		const start = at + 2 + size;
		if (short === 0x80 || size > 4 || start > bytes.length) return undefined;
		const end = start + (size === 0 ? short : bytes.readUIntBE(at + 2, size));
		if (end > bytes.length) return undefined;
		values.push({ tag, content: bytes.subarray(start, end) });
		at = end;
	}
	return values;
}

/** What a SEQUENCE holds; nothing for any other value. */
export function elements(value: DerValue | undefined): DerValue[] {
	return value?.tag === TAG.sequence ? (readDer(value.content) ?? []) : [];
}

/** An object identifier with dots; `undefined` for any other value. */
export function dottedOid(value: DerValue | undefined): string | undefined {
	if (value?.tag !== TAG.oid) return undefined;
	const arcs: number[] = [];
	let arc = 0;
	for (const byte of value.content) {
		arc = arc * 128 + (byte % 128);
		if (byte >= 128) continue;
		arcs.push(arc);
		arc = 0;
	}
	const [joint = 0, ...rest] = arcs;
	const first = Math.min(Math.floor(joint / 40), 2);
	return [first, joint - first * 40, ...rest].join('.');
}
