/** Writes the files that follow from nodes/Okta/operations. */
import { writeFileSync } from 'node:fs';

import { indexFile, renderIndex } from './operations-index';

async function generate(): Promise<void> {
	writeFileSync(indexFile, await renderIndex());
	// Reads the list of operations, so it comes second.
	const { docsFile, renderDocs } = await import('./operations-docs.js');
	writeFileSync(docsFile, await renderDocs());
}

void generate();
