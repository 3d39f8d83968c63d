/** Writes what each operation puts out into nodes/Okta/__schema__, by running its scenarios. */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const { status } = spawnSync(
	process.execPath,
	[jest, '--config', 'test/jest.config.js', 'test/engine/outputSchemas.test.ts'],
	{ stdio: 'inherit', env: { ...process.env, OUTPUT_SCHEMAS: 'write' } },
);
process.exitCode = status ?? 1;
