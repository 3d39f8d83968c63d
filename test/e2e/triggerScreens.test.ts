import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { n8nVersions } from '../n8n/cache';
import { artifacts } from '../n8n/paths';
import { load, samples } from '../n8n/samples';
import { hookScopes, leaverScopes, openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

const TRIGGER = 'When a user is deactivated';

describe.each(n8nVersions)('the trigger in the editor of n8n %s', (version) => {
	let stage: Stage;
	let browser: Browser;
	let editor: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 200,
			scopes: [...hookScopes, ...leaverScopes],
		});
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
		editor.setDefaultTimeout(30_000);
	});
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	beforeEach(async () => (page = await editor.newPage()));
	afterEach(async () => {
		await page.close();
	});

	/** Transitions of the editor last a moment after what was waited for is there. */
	const shoot = async (name: string) => {
		await page.waitForTimeout(750);
		await page.screenshot({ path: path.join(folder, `${name}-${version}.png`) });
	};

	const openTrigger = async (parameters: Record<string, unknown>) => {
		const workflow = await load(stage, 'leaver.json', ({ nodes }) => {
			const trigger = nodes.find(({ name }) => name === TRIGGER);
			Object.assign(trigger?.parameters ?? {}, parameters);
		});
		const node = workflow.nodes.find(({ name }) => name === TRIGGER);
		await page.goto(`/workflow/${workflow.id}/${node?.id ?? ''}`);
		await page.getByTestId('parameter-input-source').waitFor();
		return workflow;
	};

	/** One of the choices of an open list. */
	const option = (name: string) => page.locator('.el-select-dropdown__item', { hasText: name });

	const button = () => page.getByTestId('trigger-execute-button').first();

	it('is found beside the node', async () => {
		await page.goto('/workflow/new');
		await page.getByTestId('canvas-add-button').click();
		const search = page.getByTestId('node-creator-search-bar');
		await search.fill('add user to group');
		await page.getByText('Okta Admin', { exact: true }).waitFor();
		expect(await page.getByTestId('node-creator-item-name').allTextContents()).toEqual([
			'Okta Admin',
		]);
		await shoot('everyday-search');
		await search.fill('okta');
		await page.getByText('Okta Admin', { exact: true }).click();
		await page.getByText('On User Deactivated').first().waitFor();
		await shoot('trigger-search');
	});

	it.each([
		['hook', 'Event Hook'],
		['both', 'Event Hook and System Log'],
		['log', 'System Log'],
	])('shows what there is to choose: %s', async (source) => {
		await openTrigger({
			source,
			only: { group: [{ groupId: { __rl: true, mode: 'name', value: 'Engineering' } }] },
			options: { current: ['user'], outcomes: ['SUCCESS'], actorTypes: [], foldResets: true },
		});
		await page
			.getByTestId('parameter-input-options')
			.or(page.getByText('Options'))
			.first()
			.waitFor();
		await shoot(`trigger-${source}`);
	});

	it('lists events by everyday names', async () => {
		await openTrigger({ source: 'both', events: [] });
		await page.getByTestId('parameter-input-events').click();
		const filter = page.getByTestId('parameter-input-events').locator('input:not([readonly])');
		await filter.fill('group');
		await page.getByText('User Added to Group').first().waitFor();
		await shoot('trigger-events');
	});

	it('keeps the chosen events when they are to come another way', async () => {
		await openTrigger({ source: 'both', events: ['user.lifecycle.deactivate'] });
		const chosen = page.getByTestId('parameter-input-events').getByText('User Deactivated');
		await chosen.waitFor();
		for (const name of ['System Log', 'Event Hook', 'Event Hook and System Log']) {
			await page.getByTestId('parameter-input-source').click();
			await page.getByRole('option', { name, exact: true }).or(option(name)).first().click();
			// The form is drawn anew.
			await page.waitForTimeout(500);
			expect(await chosen.count()).toBe(1);
		}
	});

	it('listens for a test delivery, and shows what came', async () => {
		await openTrigger({ source: 'hook' });
		await button().click();
		await page.getByText('Listening for').first().waitFor();
		await shoot('trigger-listening');
		const [user] = stage.org.users.list().filter(({ status }) => status === 'ACTIVE');
		await stage.org.console.deactivate(user?.id ?? '');
		await page.getByText('user.lifecycle.deactivate').first().waitFor();
		await shoot('trigger-received');
	});

	it('fetches from the log', async () => {
		await openTrigger({ source: 'log' });
		await button().click();
		await page.getByText('user.lifecycle.deactivate').first().waitFor();
		await shoot('trigger-fetched');
	});

	it('has done its work in an activated workflow', async () => {
		const leaver = samples.find(({ file }) => file === 'leaver.json');
		const outcome = await leaver?.run(stage);
		expect(outcome?.problems).toEqual([]);
		const [workflow] = await stage.n8n.rest.activeWorkflows();
		await page.goto(`/workflow/${workflow ?? ''}/executions`);
		await page.getByText('Succeeded').first().waitFor();
		await shoot('trigger-activated');
	});
});
