import { packPackage } from '../n8n/packageUnderTest';

const VARIABLE = 'N8N_NODES_OKTA_TARBALL';

/** Packs what was built, once for all test files. */
export default async function pack(): Promise<void> {
	process.env[VARIABLE] = await packPackage();
}

/** The tarball under test. */
export function packedTarball(): string {
	const tarball = process.env[VARIABLE];
	if (tarball === undefined) throw new Error('No package was packed before the tests.');
	return tarball;
}
