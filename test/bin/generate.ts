/** Writes the files that follow from nodes/Okta/operations, and from what the source says. */
import { writeFileSync } from 'node:fs';

import { indexFile, renderIndex } from './operations-index';

async function generate(): Promise<void> {
	writeFileSync(indexFile, await renderIndex());
	// Reads the list of operations, so it comes second.
	const { docsFile, renderDocs } = await import('./operations-docs.js');
	writeFileSync(docsFile, await renderDocs());
	const templates = await import('./templates-docs.js');
	writeFileSync(templates.templatesFile, await templates.renderTemplates());
	writeFileSync(templates.readmeFile, await templates.renderReadme());
	const { errorsFile, renderErrors } = await import('./errors-docs.js');
	writeFileSync(errorsFile, await renderErrors());
	for (const [name, all] of templates.missing()) {
		process.stdout.write(`No operation or node: ${name}, for ${all.join(', ')}\n`);
	}
}

void generate();
