import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';

const message = z.object({
	role: z.string(),
	content: z
		.union([z.string(), z.array(z.object({ text: z.string() }).passthrough())])
		.nullish()
		.transform((content) =>
			typeof content === 'string' ? content : (content ?? []).map(({ text }) => text).join('\n'),
		),
});
const tool = z.object({
	function: z.object({
		name: z.string(),
		description: z.string(),
		parameters: z.object({ properties: z.record(z.string(), z.unknown()) }).passthrough(),
	}),
});
const request = z.object({ messages: z.array(message), tools: z.array(tool).default([]) });

/** What the model does when it is given a task. */
export interface Step {
	tool: string;
	arguments: Record<string, unknown>;
}

/** A tool as a model sees it. */
export interface OfferedTool {
	description: string;
	/** The names of what it may fill in. */
	parameters: string[];
}

/** A server that answers like a language model which does what a script says. */
export interface ScriptedModel {
	/** For OpenAI's address in n8n's credential. */
	url: string;
	/** All tools it was offered, by name. */
	tools: ReadonlyMap<string, OfferedTool>;
	/** What came back from the tool, by task. */
	results: ReadonlyMap<string, string>;
	close(): Promise<void>;
}

/**
 * Opens a server with the chat completions of OpenAI's API, as far as n8n's agent uses them: a task
 * is answered with the call of a tool, and what the tool says with the end of the talk.
 *
 * @param script - what to do, by task
 */
export async function openScriptedModel(
	script: Readonly<Record<string, Step>>,
): Promise<ScriptedModel> {
	const tools = new Map<string, OfferedTool>();
	const results = new Map<string, string>();
	let calls = 0;
	const answerTo = (body: unknown) => {
		const { messages, tools: offered } = request.parse(body);
		for (const { function: one } of offered) {
			const { name, description, parameters } = one;
			tools.set(name, { description, parameters: Object.keys(parameters.properties) });
		}
		const task = messages.findLast(({ role }) => role === 'user')?.content ?? '';
		const last = messages.at(-1);
		const step = script[task];
		if (last?.role === 'tool') {
			results.set(task, last.content);
			return { content: 'Done.' };
		}
		if (!step) return { content: `Nobody said what to do about: ${task}` };
		const call = { name: step.tool, arguments: JSON.stringify(step.arguments) };
		return {
			content: null,
			tool_calls: [{ id: `call_${String(++calls)}`, type: 'function', function: call }],
		};
	};
	const server = createServer((incoming, outgoing) => {
		void json(incoming)
			.then(answerTo)
			.then((said) => {
				const choice = {
					index: 0,
					finish_reason: 'tool_calls' in said ? 'tool_calls' : 'stop',
					message: { role: 'assistant', ...said },
				};
				outgoing.setHeader('content-type', 'application/json');
				outgoing.end(
					JSON.stringify({
						id: 'chatcmpl-1',
						object: 'chat.completion',
						created: 1_764_000_000,
						model: 'scripted',
						choices: [choice],
						usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
					}),
				);
			})
			.catch((error: unknown) => {
				outgoing.statusCode = 400;
				outgoing.end(JSON.stringify({ error: { message: String(error) } }));
			});
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const address = server.address();
	if (typeof address !== 'object' || !address) throw new Error('The model got no port.');
	return {
		url: `http://127.0.0.1:${String(address.port)}/v1`,
		tools,
		results,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
}
