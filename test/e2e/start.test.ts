import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../n8n/paths';

describe('npm start', () => {
	let temp: string;

	beforeAll(async () => (temp = await mkdtemp(path.join(tmpdir(), 'npm-start-'))));
	afterAll(() => rm(temp, { recursive: true, force: true }));

	/** What n8n left; the caches of Node and tsx may stay. */
	const leftovers = async () => (await readdir(temp)).filter((name) => name.startsWith('n8n'));

	/** Starts it as a terminal does, in a process group of its own. */
	const start = (...options: string[]) => {
		const child = spawn('npm', ['start', '--', '--users', '100', ...options], {
			cwd: root,
			env: { ...process.env, TMPDIR: temp },
			stdio: ['ignore', 'pipe', 'inherit'],
			detached: true,
		});
		let output = '';
		child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
		const ended = once(child, 'close').then(() => true);
		const printed = async (text: string) => {
			while (!output.includes(text)) {
				if (await Promise.race([ended, once(child.stdout, 'data').then(() => false)])) {
					expect(output).toContain(text);
				}
			}
			return output;
		};
		return { child, printed };
	};

	it('runs every sample, says what it did, and stops', async () => {
		const { child, printed } = start('--once');
		await once(child, 'close');

		const output = await printed('Token exchanges');
		expect(output).toMatch(/Joiners\n.*3 users created/);
		expect(output).toMatch(/Nightly export\n.*103 different users/);
		expect(output).toMatch(/Leaver\n.*is DEPROVISIONED, taken out of \d+ groups/);
		expect(output).toMatch(/Leaver from HR\n.*is DEPROVISIONED, taken out of \d+ groups/);
		expect(output).toMatch(/Quarantine\n.*is SUSPENDED, and in quarantine/);
		expect(output).toMatch(/Approval\n *[1-9]\d* users in another department/);
		expect(output).not.toContain('PROBLEM');
		expect(child.exitCode).toBe(0);
		expect(await leftovers()).toEqual([]);
	}, 600_000);

	it('leaves nothing behind after Ctrl-C', async () => {
		const { child, printed } = start();
		const output = await printed('Press Ctrl-C');
		const [, url = ''] = /n8n is ready: +(http:\S+)/.exec(output) ?? [];
		expect((await fetch(url)).status).toBe(200);

		if (child.pid !== undefined) process.kill(-child.pid, 'SIGINT');
		await once(child, 'close');

		await expect(fetch(url)).rejects.toThrow('fetch failed');
		expect(await leftovers()).toEqual([]);
	});
});
