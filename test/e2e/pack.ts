import { installedN8n, n8nVersions } from '../n8n/cache';
import { packPackage } from '../n8n/packageUnderTest';

const VARIABLE = 'N8N_NODES_OKTA_TARBALL';

/** Packs what was built, once for all test files, and installs n8n, for which no test has the time. */
export default async function pack(): Promise<void> {
	await Promise.all(n8nVersions.map(installedN8n));
	// `npm start`, which is tested as well, packs one of its own.
	process.env[VARIABLE] = await packPackage('e2e');
}

/** The tarball under test. */
export function packedTarball(): string {
	const tarball = process.env[VARIABLE];
	if (tarball === undefined) throw new Error('No package was packed before the tests.');
	return tarball;
}
