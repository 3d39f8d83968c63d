import './hurry';
import { createRequire } from 'node:module';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { z } from 'zod';
import { isObject } from '../../nodes/Okta/transport/json';
import { createEngine, type CredentialData } from '../engine/harness';
import { clock } from '../engine/quickClock';

/*
 * n8n in a process of its own, which runs one node when it is told to and is killed by whoever started
 * it. There is no jest here to put the quick clock in place of the package's.
 */
const machine: unknown = createRequire(__filename)(
	'../../dist/nodes/Okta/transport/machineClock.js',
);
if (!isObject(machine) || !isObject(machine['clock'])) throw new Error('There is no clock');
Object.assign(machine['clock'], clock);

const order = z.object({
	credential: z.custom<CredentialData>(isObject),
	parameters: z.custom<INodeParameters>(isObject),
	items: z.array(z.custom<IDataObject>(isObject)),
});

async function obey(message: unknown): Promise<void> {
	const { credential, parameters, items } = order.parse(message);
	const n8n = await createEngine();
	await n8n.run({
		credential: await n8n.credential('oktaServiceAppApi', credential),
		parameters,
		items,
	});
	// Whoever waits for the end of this process learns that nobody has killed it.
	process.exit(0);
}

process.once('message', (message) => {
	obey(message).catch((error: unknown) => {
		console.error(error);
		process.exit(1);
	});
});
