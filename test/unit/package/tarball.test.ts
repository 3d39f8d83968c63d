import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { packInto, unpack, type Tarball } from '../../bin/pack';
import { root } from '../../n8n/paths';

const manifestShape = z.object({
	dependencies: z.record(z.string(), z.string()).optional(),
	peerDependencies: z.record(z.string(), z.string()),
	n8n: z.object({ nodes: z.array(z.string()), credentials: z.array(z.string()) }),
});

describe('the tarball', () => {
	let workshop: string;
	let tarball: Tarball;
	let packageDir: string;
	let manifest: z.infer<typeof manifestShape>;

	beforeAll(() => {
		workshop = mkdtempSync(path.join(tmpdir(), 'n8n-nodes-okta-tarball-'));
		tarball = packInto(workshop);
		packageDir = unpack(tarball.file, workshop);
		manifest = manifestShape.parse(
			JSON.parse(readFileSync(path.join(packageDir, 'package.json'), 'utf8')),
		);
	});

	afterAll(() => rmSync(workshop, { recursive: true, force: true }));

	it('holds dist, and what npm adds to every package', () => {
		const outside = tarball.files.filter((file) => !file.startsWith('dist/'));
		expect(outside.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
	});

	it('holds code, icons, codex files and output schemas only', () => {
		const schema = /^dist\/nodes\/Okta\/__schema__\/v1\.0\.0\/\w+\/\w+\.json$/;
		const kinds = new Set(
			tarball.files
				.filter((file) => file.startsWith('dist/'))
				.map((file) => (schema.test(file) ? 'schema' : /(\.node\.json|\.[^.]+)$/.exec(file)?.[0])),
		);
		expect([...kinds].sort()).toEqual(['.js', '.node.json', '.svg', 'schema']);
	});

	it('is small', () => {
		expect(tarball.size).toBeLessThan(420 * 1024);
	});

	it('depends on nothing but what n8n brings', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(Object.keys(manifest.peerDependencies)).toEqual(['n8n-workflow']);
	});

	it.each([
		['credentials/oauth/jose.js', 'Copyright (c) 2018 Filip Skokan'],
		['nodes/Okta/okta.js', 'Copyright (c) 2010 Adaltas'],
	])('carries with %s the licence of what was bundled', (file, holder) => {
		const bundle = readFileSync(path.join(packageDir, 'dist', file), 'utf8');
		expect(bundle).toContain(holder);
		expect(bundle).toContain('Permission is hereby granted');
	});

	it('lets the code that knows keys and tokens be read, file for file', () => {
		const files = readdirSync(path.join(root, 'credentials'), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => `dist/credentials/${file.replace(/ts$/, 'js')}`);
		expect(tarball.files).toEqual(expect.arrayContaining(files));
	});

	it('loads where only n8n-workflow is installed', () => {
		mkdirSync(path.join(packageDir, 'node_modules'));
		symlinkSync(
			path.join(root, 'node_modules/n8n-workflow'),
			path.join(packageDir, 'node_modules/n8n-workflow'),
		);
		const files = [...manifest.n8n.nodes, ...manifest.n8n.credentials];
		const script = `console.log(JSON.stringify(${JSON.stringify(files)}
			.flatMap((file) => Object.values(require('./' + file)).map((Type) => new Type()))
			.map(({ name, description }) => name ?? description.name)))`;
		const names: unknown = JSON.parse(
			execFileSync(process.execPath, ['-e', script], { cwd: packageDir, encoding: 'utf8' }),
		);
		expect(names).toEqual(['okta', 'oktaTrigger', 'oktaInlineHook', 'oktaServiceAppApi']);
	});
});
