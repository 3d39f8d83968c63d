/** The bytes compressed as they come (RFC 1952). */
export function gzip(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
	return ReadableStream.from(chunks).pipeThrough(new CompressionStream('gzip'));
}
