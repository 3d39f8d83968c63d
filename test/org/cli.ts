import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startOrg, type Org, type Plan, type ServiceApp } from '.';
import { changeSomething } from './bustle';
import { usualScopes } from './oauth/scopes';

const plans: readonly Plan[] = ['none', 'workforce', 'enterprise', 'oneApp', 'integratorFree'];

const help = `Starts a practice Okta org on this machine. Nothing leaves it.

  npm run org -- [options]

  --port N      port to listen on (default: any free one)
  --users N     how many people the directory has (default: 1000)
  --groups N    how many groups
  --apps N      how many apps
  --dpop        the service app requires DPoP, as new ones do at Okta
  --limits P    rate limits: ${plans.join(', ')} (default: workforce)
  --search-lag N
                seconds by which lists and searches lag behind changes (default: 0)
  --changes N   changes an administrator makes a minute, for triggers to hear of (default: 0)
  --help        this text
`;

interface CliOptions {
	port: number;
	users: number;
	groups?: number;
	apps?: number;
	dpop: boolean;
	limits: Plan;
	searchLag: number;
	changes: number;
}

/** An option that can't be understood; the message is for whoever typed it. */
class UsageError extends Error {}

/** @returns undefined when only the help is wanted. */
function readOptions(): CliOptions | undefined {
	const { values } = parseOptions();
	if (values.help) return undefined;
	const limits = plans.find((plan) => plan === values.limits);
	if (!limits) throw new UsageError(`--limits must be one of ${plans.join(', ')}`);
	return {
		port: wholeNumber('port', values.port) ?? 0,
		users: wholeNumber('users', values.users) ?? 1000,
		groups: wholeNumber('groups', values.groups),
		apps: wholeNumber('apps', values.apps),
		dpop: values.dpop,
		limits,
		searchLag: (wholeNumber('search-lag', values['search-lag']) ?? 0) * 1000,
		changes: wholeNumber('changes', values.changes) ?? 0,
	};
}

function parseOptions() {
	try {
		return parseArgs({
			options: {
				port: { type: 'string' },
				users: { type: 'string' },
				groups: { type: 'string' },
				apps: { type: 'string' },
				dpop: { type: 'boolean', default: false },
				limits: { type: 'string', default: 'workforce' },
				'search-lag': { type: 'string' },
				changes: { type: 'string' },
				help: { type: 'boolean', default: false },
			},
		});
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function wholeNumber(name: string, value: string | undefined): number | undefined {
	if (value === undefined) return undefined;
	if (!/^\d{1,7}$/.test(value)) throw new UsageError(`--${name} must be a whole number`);
	return Number(value);
}

/** Files with the private key, for this user's eyes only. */
async function writeSecrets(app: ServiceApp): Promise<{ folder: string; files: Files }> {
	const folder = await mkdtemp(join(tmpdir(), 'practice-okta-'));
	const files = {
		privateKey: join(folder, 'private-key.pem'),
		credential: join(folder, 'credential.json'),
	};
	const data = app.credential();
	const credential = {
		id: 'practiceOktaOrg1',
		name: 'Practice Okta org',
		type: 'oktaServiceAppApi',
		data,
	};
	const ownerOnly = { mode: 0o600 };
	await writeFile(files.privateKey, data.privateKey, ownerOnly);
	await writeFile(files.credential, `${JSON.stringify([credential], null, '\t')}\n`, ownerOnly);
	return { folder, files };
}

interface Files {
	privateKey: string;
	credential: string;
}

const introduction = (
	org: Org,
	app: ServiceApp,
	files: Files,
	{ dpop, limits, users, changes }: CliOptions,
): string => `
The practice Okta org is running, with ${users} people in its directory.

  Okta domain   ${org.url}
  Client ID     ${app.clientId}
  Private key   ${files.privateKey}
  Key ID        ${app.keys[0]?.kid ?? ''}
  Scopes        ${app.credential().scopes.join(' ')}
  DPoP          ${dpop ? 'required' : 'not required (--dpop requires it)'}
  Rate limits   ${limits}
  Changes       ${changes > 0 ? `${changes} a minute, by an administrator` : 'none by itself (--changes 6 makes six a minute)'}
  Events        GET /api/v1/logs, and event hooks to http://127.0.0.1 addresses

In n8n, create a credential of the type "Okta Service App API" and copy the first five in; or
import all of it at once, on the machine n8n runs on:

  n8n import:credentials --input=${files.credential}

Ctrl-C stops the org and removes both files.
`;

async function main(): Promise<void> {
	const options = readOptions();
	if (!options) return void process.stdout.write(help);
	const { dpop, changes, ...orgOptions } = options;
	const org = await startOrg(orgOptions);
	const scopes = [...usualScopes, 'okta.eventHooks.manage'];
	const app = await org.serviceApp({ label: 'n8n', dpop, scopes });
	const { folder, files } = await writeSecrets(app);
	process.stdout.write(introduction(org, app, files, options));
	const bustle =
		changes > 0 ? setInterval(() => void changeSomething(org), 60_000 / changes) : undefined;
	await new Promise((resolve) => {
		process.once('SIGINT', resolve);
		process.once('SIGTERM', resolve);
	});
	clearInterval(bustle);
	await org.close();
	await rm(folder, { recursive: true });
	process.stdout.write('\nThe practice org has stopped.\n');
}

function explain(error: unknown): string {
	if (error instanceof UsageError) return `${error.message}\n\n${help}`;
	if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
		return 'Another program is listening on that port already. Choose another with --port.\n';
	}
	return `The practice org could not start: ${error instanceof Error ? error.message : String(error)}\n`;
}

main().catch((error: unknown) => {
	process.stderr.write(explain(error));
	process.exitCode = 1;
});
