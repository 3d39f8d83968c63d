import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { currentN8n, n8nVersions } from '../n8n/cache';
import { artifacts } from '../n8n/paths';
import { samples } from '../n8n/samples';
import { load } from '../n8n/sampleTools';
import { openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor, openWorkflow, openWrongCredential } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

describe.each(n8nVersions)('the editor of n8n %s', (version) => {
	let stage: Stage;
	let browser: Browser;
	let editor: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({ version, tarball: packedTarball(), users: 200 });
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
		page = await editor.newPage();
	});
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	/** Transitions of the editor last a moment after what was waited for is there. */
	const shoot = async (name: string) => {
		await page.waitForTimeout(750);
		await page.screenshot({ path: path.join(folder, `${name}-${version}.png`) });
	};

	const parameters = () => page.getByTestId('node-parameters');

	/** On a page of its own: n8n asks about unsaved changes when a panel is left that has read its lists. */
	const openNode = async (file: string, name: string) => {
		await page.close();
		page = await editor.newPage();
		await openWorkflow(page, stage.n8n, await load(stage, file), name);
		await page.getByTestId('parameter-input-operation').waitFor();
	};

	it('shows the credential, and that it works', async () => {
		await page.goto(`/home/credentials/${stage.credential.id}`);
		await page.getByText('Connection tested successfully').waitFor();
		await shoot('credential');

		await page.getByText('Additional Scopes').scrollIntoViewIfNeeded();
		await shoot('credential-scopes');
	});

	it('shows what is wrong with a credential', async () => {
		await openWrongCredential(page, stage);

		await shoot('credential-wrong');
	});

	it.each(['okta', 'deprovision', 'directory'])('finds the node by "%s"', async (typed) => {
		await page.goto('/workflow/new');
		await page.getByTestId('canvas-add-button').click();
		await page.getByTestId('node-creator-search-bar').fill(typed);
		await page.getByText('Okta Admin', { exact: true }).waitFor();

		await shoot(`search-${typed}`);
	});

	// How they look doesn't differ between the versions: in the old one a few will do.
	const drawn = version === currentN8n ? samples : samples.slice(0, 3);

	it.each(drawn)('draws the sample "$title"', async ({ file }) => {
		await openWorkflow(page, stage.n8n, await load(stage, file));
		await page.getByTestId('canvas-node').last().waitFor();

		await shoot(`sample-${path.basename(file, '.json')}`);
	});

	it('maps rows to attributes when a user is created', async () => {
		await openNode('joiners.json', 'Create the user');
		await parameters().getByText('Department', { exact: true }).waitFor();

		await shoot('node-create-user');
	});

	it('lets people choose the application from a list', async () => {
		await openNode('joiners.json', 'Assign the application');
		await page.getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').getByText('Salesforce').waitFor();

		await shoot('node-assign-application');
	});

	it('lists users', async () => {
		await openNode('nightly-export.json', 'Export all users');
		await parameters().getByText('Include Deactivated').waitFor();

		await shoot('node-get-users');
	});
});
