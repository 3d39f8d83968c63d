import { gzip } from '../file/gzip';

/** Many words as a short text, sorted: Okta's IDs have much in common. */
export async function pack(words: readonly string[]): Promise<string> {
	const chunks = await collect(gzip(one(Buffer.from(words.toSorted().join('\n')))));
	return chunks.toString('base64');
}

/** The words of a packed text, in order. */
export async function unpack(packed: string): Promise<string[]> {
	if (packed === '') return [];
	const plain = new Blob([Buffer.from(packed, 'base64')])
		.stream()
		.pipeThrough(new DecompressionStream('gzip'));
	const text = await new Response(plain).text();
	return text === '' ? [] : text.split('\n');
}

async function* one<T>(value: T): AsyncGenerator<T> {
	yield await Promise.resolve(value);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
	const all: Uint8Array[] = [];
	for await (const chunk of chunks) all.push(chunk);
	return Buffer.concat(all);
}
