import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
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

	it('holds code, icons and codex files only', () => {
		const kinds = new Set(
			tarball.files
				.filter((file) => file.startsWith('dist/'))
				.map((file) => /(\.node\.json|\.[^.]+)$/.exec(file)?.[0]),
		);
		expect([...kinds].sort()).toEqual(['.js', '.node.json', '.svg']);
	});

	it('is small', () => {
		expect(tarball.size).toBeLessThan(400 * 1024);
	});

	it('depends on nothing but what n8n brings', () => {
		expect(manifest.dependencies).toBeUndefined();
		expect(Object.keys(manifest.peerDependencies)).toEqual(['n8n-workflow']);
	});

	it("carries jose's licence with its code", () => {
		const bundle = readFileSync(path.join(packageDir, 'dist/credentials/oauth/jose.js'), 'utf8');
		expect(bundle).toContain('Copyright (c) 2018 Filip Skokan');
		expect(bundle).toContain('Permission is hereby granted');
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
		expect(names).toEqual(['okta', 'oktaTrigger', 'oktaServiceAppApi']);
	});
});
