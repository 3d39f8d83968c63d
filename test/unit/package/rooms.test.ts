import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');

/** What `npm run lint` says, each complaint by itself, of a copy of the source into which some files were planted. */
async function check(planted: Readonly<Record<string, string>>): Promise<string[]> {
	const copy = mkdtempSync(path.join(tmpdir(), 'rooms-'));
	for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json']) {
		cpSync(path.join(root, name), path.join(copy, name));
	}
	for (const folder of ['nodes', 'credentials']) {
		cpSync(path.join(root, folder), path.join(copy, folder), { recursive: true });
	}
	symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
	for (const [name, text] of Object.entries(planted)) {
		mkdirSync(path.dirname(path.join(copy, name)), { recursive: true });
		writeFileSync(path.join(copy, name), text);
	}
	const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
	const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long'];
	return await new Promise((resolve) => {
		execFile(
			process.execPath,
			[cruiser, ...options, 'nodes', 'credentials'],
			{ cwd: copy },
			(_, stdout) => {
				rmSync(copy, { recursive: true });
				resolve(stdout.split(' error ').map((one) => one.replace(/\s+/g, ' ').trim()));
			},
		);
	});
}

const okta = 'nodes/Okta';

/** Each file breaks one rule; all are planted at once, since reading the source takes seconds. */
const planted = [
	{
		rule: 'no-circle',
		what: 'two files that know each other by their types only',
		says: 'These files know each other in a circle, be it by types only.',
		files: {
			[`${okta}/objects/hen.ts`]:
				"import type { Egg } from './egg';\nexport interface Hen { egg: Egg }\n",
			[`${okta}/objects/egg.ts`]:
				"import type { Hen } from './hen';\nexport interface Egg { hen: Hen }\n",
		},
	},
	{
		rule: 'arrows-from-objects',
		what: 'an arrow upwards',
		says: 'A file in objects/ may know transport, types, and nothing else of the node.',
		files: {
			[`${okta}/objects/climber.ts`]:
				"import { groupId } from '../fields/group';\nexport const name = groupId.name;\n",
		},
	},
	{
		rule: 'fields-send-nothing',
		what: 'a field that sends by way of a look-up',
		says: 'From fields/ nothing is reached that sends.',
		files: {
			[`${okta}/fields/sender.ts`]:
				"import { lookups } from '../objects/lookups';\nexport const modes = Object.keys(lookups);\n",
		},
	},
	{
		rule: 'transport-knows-no-objects',
		what: 'a transport that knows users',
		says: 'The transport knows HTTP and one org, and nothing about users and groups.',
		files: {
			[`${okta}/transport/gossip.ts`]: "export { isDeactivated } from '../objects/users';\n",
		},
	},
	{
		rule: 'keys-know-no-n8n',
		what: 'a key that knows n8n',
		says: 'credentials/oauth/ signs and exchanges, and knows nothing of n8n.',
		files: {
			'credentials/oauth/guest.ts': "export { UserError } from 'n8n-workflow';\n",
		},
	},
	{
		rule: 'credentials-know-no-nodes',
		what: 'a credential that knows a node',
		says: 'The credential works without any node.',
		files: {
			'credentials/insider.ts': "export { isObject } from '../nodes/Okta/transport/json';\n",
		},
	},
	{
		rule: 'keys-only-where-keys-are',
		what: 'an operation that signs by itself',
		says: 'Only what is about keys and signing in may use credentials/.',
		files: {
			[`${okta}/operations/user/forger.ts`]:
				"export { signClientAssertion } from '../../../../credentials/oauth/clientAssertion';\n",
		},
	},
	{
		rule: 'loose-file',
		what: 'code beside the rooms',
		says: 'Beside the nodes no code lies loose in nodes/Okta.',
		files: { [`${okta}/loose.ts`]: "export { isObject } from './transport/json';\n" },
	},
];

describe('the rooms', () => {
	let complaints: string[];

	beforeAll(async () => {
		const files = planted.flatMap((one): Array<[string, string]> => Object.entries(one.files));
		complaints = await check(Object.fromEntries(files));
		// The rooms of the whole package are walked through, which a busy machine takes its time for.
	}, 120_000);

	it.each(planted)('rule $rule finds $what, and says what to do', ({ rule, says, files }) => {
		const [first = ''] = Object.keys(files);
		const [complaint] = complaints.filter((one) => one.startsWith(`${rule}: `));
		expect(complaint).toContain(path.basename(first));
		expect(complaint).toContain(says);
	});
});
