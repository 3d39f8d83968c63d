import { existsSync } from 'node:fs';
import path from 'node:path';
import {
	chromium,
	selectors,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from 'playwright-core';
import { currentN8n } from '../n8n/cache';
import type { SavedWorkflow } from '../n8n/rest';
import type { N8nServer } from '../n8n/server';
import type { Stage } from '../n8n/stage';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The first Chromium on the PATH. Nothing is downloaded. */
function chromiumPath(): string {
	const directories = (process.env.PATH ?? '').split(path.delimiter);
	const found = NAMES.flatMap((name) => directories.map((at) => path.join(at, name))).find(
		existsSync,
	);
	if (found === undefined) {
		throw new Error(`No Chromium on the PATH; install one of ${NAMES.join(', ')}.`);
	}
	return found;
}

/** The attribute by which n8n's own tests find the parts of its editor. */
selectors.setTestIdAttribute('data-test-id');

export function launchBrowser(): Promise<Browser> {
	return chromium.launch({
		executablePath: chromiumPath(),
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'],
	});
}

/** A window on n8n's editor, logged in. */
export async function openEditor(
	browser: Browser,
	n8n: N8nServer,
	options: BrowserContextOptions = {},
): Promise<BrowserContext> {
	const context = await browser.newContext({
		baseURL: n8n.url,
		viewport: { width: 1440, height: 900 },
		...options,
	});
	// The editor shares two cores with other servers and browsers, of up to two more files.
	context.setDefaultTimeout(120_000);
	await context.addCookies([{ ...n8n.rest.session, url: n8n.url }]);
	return context;
}

/**
 * Opens a saved workflow, or a node of it, and waits until it is this one that is shown. From another
 * one it goes there as one of the editor's own links does, since loading all of the editor again
 * takes a core for seconds. (n8n 1 shows another workflow only after loading everything.)
 */
export async function openWorkflow(
	page: Page,
	{ version }: N8nServer,
	workflow: SavedWorkflow,
	node?: string,
): Promise<void> {
	const id = workflow.nodes.find(({ name }) => name === node)?.id ?? '';
	const address = `/workflow/${workflow.id}/${id}`;
	const isThis = page.url().includes(`/workflow/${workflow.id}`);
	const isAnother = page.url().includes('/workflow/') && version === currentN8n;
	if (!isThis && !isAnother) {
		await page.goto(address);
	} else {
		await page.evaluate((to) => {
			const state: unknown = history.state;
			history.pushState(state, '', to);
			dispatchEvent(new PopStateEvent('popstate', { state }));
		}, address);
	}
	await page.waitForFunction((title) => document.title.includes(title), workflow.name);
}

/** Opens the dialog of a credential that Okta refuses, with the reason unfolded. */
export async function openWrongCredential(
	page: Page,
	{ n8n, credential }: Pick<Stage, 'n8n' | 'credential'>,
): Promise<void> {
	const wrong = await n8n.rest.createCredential({
		name: 'Okta with a wrong client ID',
		type: credential.type,
		data: { ...credential.data, clientId: '0oaNobodyKnowsThis00' },
	});
	await page.goto(`/home/credentials/${wrong.id}`);
	await page.getByText('Couldn’t connect with these settings').waitFor();
	await page.getByText('More details').click();
	await page.getByText('no service app with this client ID').waitFor();
}
