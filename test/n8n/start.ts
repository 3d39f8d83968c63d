/**
 * `npm start`: a real n8n with the package and a practice org, for people to click in, after the
 * sample workflows have run. `--once` stops after the runs; its exit code says how they ended.
 */
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { installedN8n, n8nVersions, PlainError, type N8nVersion } from './cache';
import { buildPackage, packPackage } from './packageUnderTest';
import { CommandError, endAll } from './processes';
import { say, step } from './progress';
import { samples } from './samples';
import type { Sample } from './sampleTools';
import { owner } from './server';
import { openStage, sampleScopes, type Stage } from './stage';

const USAGE = `npm start -- [options]
  --once           stop after the sample workflows; exit code 0 only if all ended well
  --n8n <version>  ${n8nVersions.join(' or ')}
  --port <port>    where the editor listens (a free port)
  --users <n>      users in the practice org (1000)`;

const { values: options } = parseArgs({
	options: {
		once: { type: 'boolean', default: false },
		n8n: { type: 'string', default: n8nVersions[0] },
		port: { type: 'string' },
		users: { type: 'string', default: '1000' },
		help: { type: 'boolean', default: false },
	},
});

function isSupported(version: string): version is N8nVersion {
	return n8nVersions.some((one) => one === version);
}

function count(name: string, text: string): number {
	if (!/^\d+$/.test(text)) throw new PlainError(`--${name} takes a number, not "${text}".`);
	return Number(text);
}

async function start(interruption: AbortSignal): Promise<number> {
	if (options.help) {
		say(USAGE);
		return 0;
	}
	const { n8n: version } = options;
	if (!isSupported(version)) {
		throw new PlainError(`--n8n takes ${n8nVersions.join(' or ')}, not "${version}".`);
	}

	await installedN8n(version);
	const tarball = await step('Building and packing the package', async () => {
		await buildPackage();
		return await packPackage();
	});
	const stage = await step(`Starting the practice org and n8n ${version}`, () =>
		openStage({
			version,
			tarball,
			scopes: sampleScopes,
			users: count('users', options.users),
			...(options.port === undefined ? {} : { port: count('port', options.port) }),
		}),
	);
	try {
		const isWell = await rehearse(stage);
		if (options.once) return isWell ? 0 : 1;
		welcome(stage);
		await once(interruption, 'abort');
		say('\nStopping …');
		return 0;
	} finally {
		await stage.close();
	}
}

/** Tests the credential, runs the samples, and prints what the org saw. */
async function rehearse(stage: Stage): Promise<boolean> {
	const { org, app, n8n, credential } = stage;
	const test = await n8n.rest.testCredential(credential);
	say(`\nn8n's test of the credential: ${test.message ?? test.status}`);

	let isWell = test.status === 'OK';
	for (const sample of samples) isWell = (await rehearseSample(sample, stage)) && isWell;

	const exchanges = org.ledger.tokenExchanges(app.clientId).length;
	say(`\nToken exchanges for the credential test and all workflows: ${exchanges}`);
	if (exchanges !== 1) say('  PROBLEM: a fresh credential should need exactly one.');
	return isWell && exchanges === 1;
}

async function rehearseSample(sample: Sample, stage: Stage): Promise<boolean> {
	const seen = () => stage.org.ledger.requests.filter((one) => one.clientId === stage.app.clientId);
	const exchanges = () => stage.org.ledger.tokenExchanges(stage.app.clientId);
	const before = { requests: seen().length, exchanges: exchanges().length };

	const { itemsIn, itemsOut, did, problems } = await sample.run(stage);
	const requests = seen().length - before.requests;
	const exchanged = exchanges().length - before.exchanges;
	say(`\n${sample.title}`);
	say(`  ${did}`);
	say(
		`  items in: ${itemsIn}, out: ${itemsOut}; the org saw ${requests} requests, ${exchanged} of them token exchanges`,
	);
	for (const problem of problems) say(`  PROBLEM: ${problem}`);
	return problems.length === 0;
}

/** For somebody who has never seen n8n. */
function welcome({ n8n, org, app }: Stage): void {
	say(`
n8n is ready:  ${n8n.url}/home/workflows
  log in with  ${owner.email}
  password     ${owner.password}

What to try:
${samples.map(({ title, tryIt }) => `  - ${title}: ${tryIt}`).join('\n')}
  - "Create workflow", press Tab, type "okta" and choose "Okta Admin": the fields "From list" show
    the users, groups and applications of the practice org.
  - "Credentials", "Okta practice org": change a letter of the client ID and save. n8n tests it and
    says what is wrong.

The practice org:  ${org.url}   (client ID ${app.clientId}; all made up, gone when you stop)

Press Ctrl-C to stop and clean up.`);
}

async function main(): Promise<number> {
	const interruption = new AbortController();
	const interrupt = () => {
		endAll();
		interruption.abort();
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt);
	// npm may be killed in a way that leaves it no time to pass a signal on.
	const parent = process.ppid;
	setInterval(() => {
		if (process.ppid !== parent) interrupt();
	}, 500).unref();
	try {
		return await start(interruption.signal);
	} catch (error) {
		// Whatever was under way when everything was ended has failed, and that is no news.
		if (interruption.signal.aborted) return 130;
		if (!(error instanceof PlainError || error instanceof CommandError)) throw error;
		console.error(`\n${error.message}\n`);
		return 1;
	}
}

void main().then((code) => process.exit(code));
