/** The bytes compressed as they come (RFC 1952). */
export async function* gzip(
	chunks: AsyncGenerator<Uint8Array<ArrayBuffer>>,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
	const plain = new ReadableStream<Uint8Array<ArrayBuffer>>({
		pull: async (controller) => {
			const next = await chunks.next();
			if (next.done) controller.close();
			else controller.enqueue(next.value);
		},
		cancel: async () => {
			await chunks.return(undefined);
		},
	});
	const packed = plain.pipeThrough(new CompressionStream('gzip')).getReader();
	try {
		for (let next = await packed.read(); !next.done; next = await packed.read()) yield next.value;
	} finally {
		await packed.cancel();
	}
}
