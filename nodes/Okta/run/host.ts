import type { IExecuteFunctions } from 'n8n-workflow';

import type { Host } from '../table/host';
import type { NodeMemory } from './memory';

/** What n8n does for operations beside sending requests. */
export function createHost(context: IExecuteFunctions, memory: NodeMemory): Host {
	const tell = (line: string): void => {
		const { name } = context.getNode();
		context.logger.info(`${name}: ${line}`);
		// Reaches the editor of whoever started the execution by hand, and nobody else.
		context.sendMessageToUI(line);
	};
	return {
		store: async (content, fileName, mimeType) =>
			await context.helpers.prepareBinaryData(content, fileName, mimeType),
		tell,
		conclude: (line) => {
			tell(line);
			context.addExecutionHints({ message: line, location: 'outputPane' });
		},
		memory: memory.draft,
	};
}
