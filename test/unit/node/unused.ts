import type { Host } from '../../../nodes/Okta/table/host';
import type { WholeForm } from '../../../nodes/Okta/table/together';
import { createSignIn } from '../../../nodes/Okta/transport/signIn';
import type { Okta } from '../../../nodes/Okta/transport/types';

/** The parts of an org that a test isn't about. */
export const unused = {
	origin: 'https://acme.okta.com',
	reach: async () => ({ status: 200, headers: {}, body: {} }),
	signIn: createSignIn({}),
	parallel: 10,
	signal: undefined,
	now: async () => Date.now(),
	pause: async () => undefined,
	regardless: () => {
		throw new Error('nothing is to be put back');
	},
	traffic: { requests: 0, retries: 0, waits: 0, waitedMs: 0 },
} satisfies Partial<Okta>;

/** n8n, for tests that aren't about it. */
export const unusedHost: Host = {
	store: async (content, fileName, mimeType) => {
		const chunks: string[] = [];
		if (!Buffer.isBuffer(content)) for await (const chunk of content) chunks.push(String(chunk));
		return { data: chunks.join(''), fileName, mimeType };
	},
	tell: () => undefined,
	conclude: () => undefined,
	memory: () => ({}),
};

/** A form that nobody looks into. */
export const unusedForm: WholeForm = {
	mapper: () => ({ isByName: false, columns: [], faultOf: () => undefined }),
	isNamed: () => false,
	async *rowsOf() {
		yield* await Promise.resolve([]);
	},
	open: async () => await Promise.reject(new Error('there is no file')),
};

/** An org that has one answer to everything. */
export const oktaAnswering = (body: object): Okta => ({
	...unused,
	send: async () => await Promise.resolve({ status: 200, headers: {}, body }),
	async *pages() {
		yield await Promise.resolve([]);
	},
});
