/** Puts the n8n of each release into the cache, before something has to wait for it. */
import { installedN8n, n8nVersions } from '../n8n/cache';

async function main(): Promise<void> {
	await Promise.all(n8nVersions.map(installedN8n));
}

void main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
