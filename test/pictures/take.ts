/**
 * `npm run pictures`: makes all pictures of README and docs anew, of a real n8n with the packed
 * package and a practice org. What it wrote is then looked at by a person. With names behind it,
 * such as `npm run pictures -- dry-run leaver`, only those are made.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { launchBrowser, openEditor, openWrongCredential } from '../e2e/browser';
import { installedN8n, n8nVersions } from '../n8n/cache';
import { byHand, chain } from '../n8n/chain';
import { packPackage } from '../n8n/packageUnderTest';
import { root } from '../n8n/paths';
import { say, step } from '../n8n/progress';
import { workflowFile } from '../n8n/rest';
import { samples } from '../n8n/samples';
import { load, nodeOf } from '../n8n/sampleTools';
import { hookScopes, leaverScopes, oktaNode, openStage, type Stage } from '../n8n/stage';
import {
	FOLDER,
	hashOf,
	labelsOnCanvas,
	listFile,
	ourLabels,
	readList,
	type PictureList,
} from './labels';

const folder = path.join(root, FOLDER);
const themes = ['light', 'dark'] as const;
/** Pixels of the picture for one of the page: sharp on dense screens. */
const DENSITY = 2;
const QUALITY = 0.72;

/** The part of an open node that shows what it put out. */
const OUTPUT = '[data-test-id="output-panel"]';

const known = ourLabels();
/** Of the pictures there are; those taken anew are replaced one by one. */
const list: PictureList = existsSync(listFile) ? readList() : {};

/** With names behind `npm run pictures --` only these are taken anew. */
const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

/** What takes pictures: a page in one of the themes, and one that encodes. */
interface Camera {
	stage: Stage;
	theme: (typeof themes)[number];
	page: Page;
	encoder: Page;
}

/** PNG made into WebP by the browser: a fifth of the size. */
async function encode(encoder: Page, png: Buffer): Promise<Buffer> {
	const url = `data:image/png;base64,${png.toString('base64')}`;
	const webp = await encoder.evaluate(
		async ([source, quality]) => {
			const image = new Image();
			image.src = source;
			await image.decode();
			const canvas = document.createElement('canvas');
			canvas.width = image.naturalWidth;
			canvas.height = image.naturalHeight;
			canvas.getContext('2d')?.drawImage(image, 0, 0);
			return canvas.toDataURL('image/webp', quality);
		},
		[url, QUALITY] as const,
	);
	return Buffer.from(webp.slice(webp.indexOf(',') + 1), 'base64');
}

/** Takes a picture of a part of the page, and notes which labels are in it. */
async function shoot(
	{ page, encoder, theme }: Camera,
	name: string,
	what: Locator,
	workflow?: string,
): Promise<void> {
	// Transitions of the editor last a moment after what was waited for is there.
	await page.waitForTimeout(1_000);
	const file = `${name}-${theme}.webp`;
	await writeFile(path.join(folder, file), await encode(encoder, await what.screenshot()));
	const lines = (await what.innerText()).split('\n').map((line) => line.trim());
	const candidates = workflow === undefined ? known : labelsOnCanvas(workflow);
	const labels = [...new Set(lines)].filter((line) => candidates.has(line)).toSorted();
	list[file] = { ...(workflow !== undefined && { workflow }), labels, hash: hashOf(labels) };
	const sorted = Object.entries(list).toSorted(([one], [other]) => one.localeCompare(other));
	await writeFile(listFile, `${JSON.stringify(Object.fromEntries(sorted), null, '\t')}\n`);
	say(`  ${file}: ${labels.length} labels`);
}

/** The canvas of a sample, without n8n's own controls, as large as the workflow is. */
async function takeCanvas(camera: Camera, file: string): Promise<void> {
	if (!isWanted(path.basename(file, '.json'))) return;
	const { stage, page } = camera;
	const parsed = workflowFile.parse(
		JSON.parse(await readFile(path.join(root, 'docs/workflows', file), 'utf8')),
	);
	const places = parsed.nodes.flatMap(({ position, parameters }) => {
		if (!Array.isArray(position)) return [];
		const [x, y] = position.map(Number);
		const [width, height] = [parameters.width ?? 96, parameters.height ?? 96].map(Number);
		return [{ left: x ?? 0, top: y ?? 0, width: width ?? 0, height: height ?? 0 }];
	});
	const left = Math.min(...places.map((one) => one.left));
	const top = Math.min(...places.map((one) => one.top));
	const width = Math.max(...places.map((one) => one.left + one.width)) - left;
	const height = Math.max(...places.map((one) => one.top + one.height)) - top;
	await page.setViewportSize({ width: 1_000, height: Math.round((1_000 * height) / width) + 30 });
	const workflow = await load(stage, file);
	await page.goto(`/workflow/${workflow.id}`);
	await page.getByTestId('canvas-node').last().waitFor();
	// The canvas alone, over all else; n8n itself then fits the workflow into it.
	await page.getByTestId('canvas-wrapper').evaluate((canvas) => document.body.append(canvas));
	await page.addStyleTag({
		content: `#app { visibility: hidden; }
			[data-test-id="canvas-wrapper"] { position: fixed !important; inset: 0; z-index: 9999; }
			.vue-flow__panel, .vue-flow__minimap, [data-test-id="canvas-controls"],
			[data-test-id*="handle-plus"], [data-test-id="canvas-wrapper"] button, .el-notification,
			[class*="executionButtons"] { display: none !important; }`,
	});
	await page.waitForTimeout(300);
	await page.keyboard.press('1');
	await shoot(camera, path.basename(file, '.json'), page.getByTestId('canvas-wrapper'), file);
}

async function takeCredentials(camera: Camera): Promise<void> {
	if (!isWanted('credential')) return;
	const { stage, page } = camera;
	await page.setViewportSize({ width: 1_440, height: 900 });
	const dialog = page.getByTestId('editCredential-modal');
	await page.goto(`/home/credentials/${stage.credential.id}`);
	await page.getByText('Connection tested successfully').first().waitFor({ state: 'attached' });
	await shoot(camera, 'credential', dialog);
	await openWrongCredential(page, stage);
	await shoot(camera, 'credential-wrong', dialog);
}

interface Panel {
	/** Of the workflow, and of the node in it. */
	id: string;
	node: string;
	/** What to press before. */
	click?: string;
	/** What is there when the picture can be taken. */
	awaited: string;
	/** What is taken; all of it by default. */
	what?: string;
	/** Of the window. */
	width?: number;
}

/** Opens a node, runs it where that is asked, and takes the picture when a text is there. */
async function takePanel(
	camera: Camera,
	name: string,
	{ id, node, click, awaited, what = 'body', width = 1_440 }: Panel,
): Promise<void> {
	if (!isWanted(name)) return;
	const { page } = camera;
	await page.setViewportSize({ width, height: 860 });
	await page.goto(`/workflow/${id}/${node}`);
	await page.getByTestId('node-parameters').waitFor();
	if (click !== undefined) await page.getByTestId(click).first().click();
	await page.getByText(awaited).first().waitFor();
	await page.addStyleTag({ content: '.el-notification { visibility: hidden !important; }' });
	await shoot(camera, name, page.locator(what));
}

async function takePanels(camera: Camera): Promise<void> {
	const { stage } = camera;
	const { rest } = stage.n8n;
	const idIn = (workflow: Awaited<ReturnType<typeof load>>, name: string) => ({
		id: workflow.id,
		node: nodeOf(workflow, name).id,
	});

	const joiners = await load(stage, 'joiners.json');
	await takePanel(camera, 'mapped-form', {
		...idIn(joiners, 'Create the user'),
		click: 'execute-previous-node',
		awaited: 'Lindqvist',
	});

	const approval = await load(stage, 'approval.json');
	await takePanel(camera, 'dry-run', {
		...idIn(approval, 'Dry Run'),
		click: 'node-execute-button',
		awaited: 'Dry run: nothing was changed',
		what: OUTPUT,
		width: 2_200,
	});

	const leaver = stage.org.users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.find(
			({ position }) =>
				stage.org.groups.list().filter((one) => one.members?.has(position)).length > 1,
		);
	if (!leaver) throw new Error('The practice org has nobody in two groups.');
	const offboard = oktaNode(stage.credential, 'Offboard', {
		resource: 'user',
		operation: 'offboard',
		userId: { __rl: true, mode: 'id', value: leaver.id },
		steps: ['suspend', 'sessions', 'adminRoles', 'apps', 'groups', 'deactivate'],
	});
	const workflow = await rest.createWorkflow(chain('Offboarding', byHand, offboard));
	await takePanel(camera, 'offboarding', {
		...idIn(workflow, 'Offboard'),
		click: 'node-execute-button',
		awaited: leaver.id,
		what: OUTPUT,
		width: 2_200,
	});

	const trigger = await load(stage, 'suspicious-activity.json');
	await takePanel(camera, 'trigger', {
		...idIn(trigger, 'Five pushes are denied'),
		awaited: 'Only After Several Times',
	});
}

async function take(stage: Stage, browser: Browser): Promise<void> {
	const encoder = await browser.newPage();
	for (const theme of themes) {
		const context: BrowserContext = await openEditor(browser, stage.n8n, {
			colorScheme: theme,
			deviceScaleFactor: DENSITY,
		});
		context.setDefaultTimeout(90_000);
		const camera: Camera = { stage, theme, encoder, page: await context.newPage() };
		await takeCredentials(camera);
		await takePanels(camera);
		// A canvas reads as well on a dark page, and the notes on it are light either way.
		const canvases = theme === 'light' ? samples : [];
		for (const { file } of canvases) await takeCanvas(camera, file);
		await context.close();
	}
}

async function main(): Promise<void> {
	const [version] = n8nVersions;
	await installedN8n(version);
	const tarball = await step('Packing the package', () => packPackage('pictures'));
	const stage = await step(`Starting the practice org and n8n ${version}`, () =>
		openStage({ version, tarball, users: 200, scopes: [...hookScopes, ...leaverScopes] }),
	);
	const browser = await launchBrowser();
	try {
		await mkdir(folder, { recursive: true });
		if (wanted.length === 0) {
			for (const file of await readdir(folder)) await rm(path.join(folder, file));
			for (const file of Object.keys(list)) Reflect.deleteProperty(list, file);
		}
		await take(stage, browser);
	} finally {
		await browser.close();
		await stage.close();
	}
}

void main().then(
	() => process.exit(0),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
