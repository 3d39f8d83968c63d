import { homedir } from 'node:os';
import path from 'node:path';

/** The checkout. */
export const root = path.resolve(__dirname, '../..');

/** What is written by runs and worth keeping: tarball, screenshots. */
export const artifacts = path.join(root, '.artifacts');

/** n8n is installed here once for each user of the machine, not into the checkout. */
export const cache = path.join(
	process.env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'),
	'n8n-nodes-okta',
);
