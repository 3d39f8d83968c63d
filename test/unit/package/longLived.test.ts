import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { INode } from 'n8n-workflow';

import type * as Dpop from '../../../credentials/oauth/dpop';
import type * as Session from '../../../credentials/oauth/session';
import type * as Moment from '../../../nodes/Okta/objects/moment';
import type * as StopBefore from '../../../nodes/Okta/run/stopBefore';
import type * as Manners from '../../../nodes/Okta/transport/manners';
import type * as Pacer from '../../../nodes/Okta/transport/pacer';
import type * as Remembered from '../../../nodes/Okta/trigger/memory/remembered';
import { ec } from '../credential/keyMaterial';

const root = path.resolve(__dirname, '../../..');

/** How many things of a kind a process meets in a long life: more than any bound. */
const many = 1_200;

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

const fields = (index: number) => ({
	domain: 'acme.okta.com',
	clientId: `0oa${index}`,
	privateKey,
	scopes: ['okta.users.read'],
	dpop: 'never',
});
const { pem: privateKey } = ec('P-256');

async function renewAll(changes: object): Promise<void> {
	const { renew } = jest.requireActual<typeof Session>('../../../credentials/oauth/session');
	const body = { access_token: 't', token_type: 'Bearer', expires_in: 3600, scope: '' };
	const send = async () => ({ status: 200, headers: {}, body });
	const surroundings = { now: () => 0, sleep: async () => undefined, send };
	for (const index of numbers(510)) {
		await renew({ ...fields(index), ...changes }, surroundings).catch(() => undefined);
	}
}

/** Every map and set that lives as long as the process, how many it may hold, and what fills it. */
const growing: ReadonlyArray<{ names: string[]; most: number; grow: () => unknown }> = [
	{
		names: ['credentials/oauth/dpop.ts: opened'],
		most: 100,
		grow: async () => {
			const { generateProofKey, signProof } = jest.requireActual<typeof Dpop>(
				'../../../credentials/oauth/dpop',
			);
			for (const issuedAt of numbers(110)) {
				await signProof(await generateProofKey(), {
					method: 'GET',
					url: 'https://a.b/c',
					issuedAt,
				});
			}
		},
	},
	{
		// The first holds what is under way.
		names: ['credentials/oauth/session.ts: flights', 'credentials/oauth/session.ts: latest'],
		most: 500,
		grow: async () => await renewAll({}),
	},
	{
		names: ['credentials/oauth/session.ts: refusals'],
		most: 500,
		grow: async () => await renewAll({ privateKey: '' }),
	},
	{
		names: ['credentials/oauth/session.ts: nonces'],
		most: 500,
		grow: () => {
			const { rememberNonce } = jest.requireActual<typeof Session>(
				'../../../credentials/oauth/session',
			);
			for (const index of numbers(many)) rememberNonce(`https://${index}.okta.com`, 'nonce');
		},
	},
	{
		names: ['credentials/oauth/session.ts: refusedTokens'],
		most: 500,
		grow: () => {
			const { reportRefused } = jest.requireActual<typeof Session>(
				'../../../credentials/oauth/session',
			);
			for (const index of numbers(many)) reportRefused({}, `token ${index}`, 0);
		},
	},
	{
		names: ['nodes/Okta/objects/moment.ts: formatters'],
		most: 100,
		grow: () => {
			const { isMidnight } = jest.requireActual<typeof Moment>(
				'../../../nodes/Okta/objects/moment',
			);
			for (const index of numbers(150)) isMidnight(0, `Nowhere/${index}`);
		},
	},
	{
		names: ['nodes/Okta/run/stopBefore.ts: counts'],
		most: 1_000,
		grow: () => {
			const { countOf } = jest.requireActual<typeof StopBefore>(
				'../../../nodes/Okta/run/stopBefore',
			);
			for (const index of numbers(many)) {
				countOf({ getExecutionId: () => `execution ${index}`, getNode: () => node });
			}
		},
	},
	{
		names: ['nodes/Okta/transport/pacer.ts: pacer'],
		most: 200,
		grow: () => {
			const { pacer } = jest.requireActual<typeof Pacer>('../../../nodes/Okta/transport/pacer');
			const { patient } = jest.requireActual<typeof Manners>(
				'../../../nodes/Okta/transport/manners',
			);
			for (const index of numbers(many)) pacer.open(`https://${index}.okta.com`, 'app', patient);
		},
	},
	{
		names: ['nodes/Okta/trigger/memory/remembered.ts: remembered'],
		most: 1_000,
		grow: () => {
			const { recall } = jest.requireActual<typeof Remembered>(
				'../../../nodes/Okta/trigger/memory/remembered',
			);
			for (const index of numbers(many)) recall(`workflow ${index}`);
		},
	},
];

const modules = [
	...new Set(growing.flatMap(({ names }) => names.map((name) => name.replace(/:.*/, '')))),
];

const node: INode = {
	id: 'node',
	name: 'Node',
	type: 'n8n-nodes-okta.okta',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** All maps and sets made while something is done. */
async function madeBy(work: () => unknown): Promise<Array<{ readonly size: number }>> {
	const made: Array<{ readonly size: number }> = [];
	const originals = { Map, Set };
	class SeenMap<Key, Value> extends Map<Key, Value> {
		constructor(...entries: ConstructorParameters<typeof Map<Key, Value>>) {
			super(...entries);
			made.push(this);
		}
	}
	class SeenSet<Value> extends Set<Value> {
		constructor(...values: ConstructorParameters<typeof Set<Value>>) {
			super(...values);
			made.push(this);
		}
	}
	Object.assign(globalThis, { Map: SeenMap, Set: SeenSet });
	try {
		await work();
	} finally {
		Object.assign(globalThis, originals);
	}
	return made;
}

const sources = ['nodes', 'credentials'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.ts'))
		.map((file) => path.join(folder, file)),
);

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** Declarations at the top of a module whose value begins like that. */
const declared = (value: RegExp) =>
	sources.flatMap((file) => {
		const head = /^(?:export )?(?:const|let|var) (\w+)(?:[^=;]|=>)*= /;
		return [...read(file).matchAll(new RegExp(head.source + value.source, 'gm'))].map(
			([, name = '']) => `${file}: ${name}`,
		);
	});

describe('what lives as long as the process', () => {
	test('is known by name, as far as it can grow', () => {
		const maps = declared(/new (?:Map|Set)(?:<[^()]*>)?\(\)/);
		const instances = declared(/new (?!Map\b|Set\b|WeakSet\b|WeakMap\b|RegExp\b)\w+\(/);
		const known = growing.flatMap(({ names }) => names);
		expect([...maps, ...instances].toSorted()).toEqual(known.toSorted());
	});

	test('is no list and no object that is filled later', () => {
		expect(declared(/(?:\[\]|\{\})/)).toEqual([]);
		expect(sources.filter((file) => /^\tstatic [^(]*=/m.test(read(file)))).toEqual([]);
	});

	test('stays small', async () => {
		// Packages stay in Node's memory: what they keep of their own is not to be counted, whoever comes first.
		jest.isolateModules(() => {
			for (const file of modules) jest.requireActual(path.join(root, file));
		});
		const made = await madeBy(async () => {
			for (const { grow } of growing) await grow();
		});
		const full = made.map(({ size }) => size).filter((size) => size >= 100);
		expect(full.toSorted((a, b) => a - b)).toEqual(
			growing.map(({ most }) => most).toSorted((a, b) => a - b),
		);
	});
});
