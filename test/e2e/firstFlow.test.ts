import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { EVERYDAY_SCOPES } from '../../credentials/oauth/scopes';
import { currentN8n } from '../n8n/cache';
import { artifacts } from '../n8n/paths';
import { N8nServer } from '../n8n/server';
import { until } from '../n8n/waiting';
import { startOrg, type Org } from '../org';
import { textOf } from '../engine/scenarios/scenario';
import { launchBrowser, openEditor } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');
const USERS = 120;

const joiner = {
	login: 'mei.brandt@example.com',
	firstName: 'Mei',
	lastName: 'Brandt',
	email: 'mei.brandt@example.com',
};

async function middleOf(where: Locator): Promise<{ x: number; y: number }> {
	await where.scrollIntoViewIfNeeded();
	const box = await where.boundingBox();
	if (!box) throw new Error('There is no such place to drag from or to.');
	return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What somebody does with mouse and keyboard, counted: more of it than there was is a step back. */
class Hands {
	clicks = 0;
	fields = 0;
	drags = 0;

	async click(where: Locator): Promise<void> {
		this.clicks++;
		await where.click();
	}

	/** No faster than a hand does: the editor draws where it may be dropped, then that it is there. */
	async drag(what: Locator, where: Locator): Promise<void> {
		this.drags++;
		const page = what.page();
		const { mouse } = page;
		const begin = await middleOf(what);
		await mouse.move(begin.x, begin.y);
		await mouse.down();
		await mouse.move(begin.x + 5, begin.y + 5, { steps: 5 });
		await page.waitForTimeout(200);
		const end = await middleOf(where);
		await mouse.move(end.x, end.y, { steps: 20 });
		await page.waitForTimeout(200);
		await mouse.up();
	}

	async fill(where: Locator, text: string): Promise<void> {
		this.fields++;
		await where.fill(text);
	}
}

describe(`somebody new, by clicking in n8n ${currentN8n}`, () => {
	let n8n: N8nServer;
	let org: Org;
	let browser: Browser;
	let editor: BrowserContext;
	let page: Page;
	let hands: Hands;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		n8n = await N8nServer.start({ version: currentN8n, tarball: packedTarball() });
		org = await startOrg({ users: USERS });
		browser = await launchBrowser();
		editor = await openEditor(browser, n8n);
	});
	afterAll(async () => {
		await browser.close();
		await org.close();
		await n8n.stop();
	});
	beforeEach(async () => {
		hands = new Hands();
		page = await editor.newPage();
		await page.goto('/workflow/new');
	});
	afterEach(async () => {
		await page.close();
	});

	const shoot = async (name: string) => {
		await page.screenshot({ path: path.join(folder, `first-${name}.png`) });
	};

	/** Chooses an action of the node in n8n's list, from what people type. */
	const choose = async (typed: string, action: string) => {
		await hands.fill(page.getByTestId('node-creator-search-bar'), typed);
		await hands.click(page.getByText('Okta Admin', { exact: true }));
		await hands.click(page.getByText(action, { exact: true }));
		await page.getByTestId('parameter-input-operation').waitFor();
	};

	/** The field of a credential, by its name in the dialog. */
	const field = (name: string) =>
		page.getByTestId(`parameter-input-${name}`).locator('input, textarea').first();

	it('exports everybody', async () => {
		const app = await org.serviceApp({ scopes: EVERYDAY_SCOPES });
		const { domain, clientId, privateKey } = app.credential();

		await hands.click(page.getByTestId('canvas-add-button'));
		await hands.click(page.getByText('Trigger manually', { exact: true }));
		await hands.click(page.getByTestId('canvas-handle-plus').first());
		await choose('directory', 'Export directory');
		await hands.click(page.getByRole('button', { name: 'Connect to Okta Service App' }));
		await hands.fill(field('domain'), domain);
		await hands.fill(field('clientId'), clientId);
		await hands.fill(field('privateKey'), privateKey);
		await hands.click(page.getByTestId('credential-save-button'));
		// n8n closes the dialog where its test succeeds.
		await page.getByTestId('credential-save-button').waitFor({ state: 'hidden' });
		await hands.click(page.getByTestId('node-execute-button'));
		const output = page.getByTestId('output-panel');
		await output.getByText(`${org.users.list().length} items`, { exact: true }).first().waitFor();
		await shoot('export');

		expect(hands).toMatchObject({ clicks: 8, fields: 4 });
	});

	it('has a CSV written every night, with the credential there is', async () => {
		await hands.click(page.getByTestId('canvas-add-button'));
		await hands.click(page.getByText('On a schedule', { exact: true }));
		await page.getByTestId('parameter-input-field').first().waitFor();
		await hands.click(page.getByTestId('ndv-close-button'));
		await hands.click(page.getByTestId('canvas-handle-plus').first());
		await choose('export users', 'Export directory');
		await hands.click(page.getByTestId('parameter-input-exportTo'));
		await hands.click(page.getByRole('option', { name: 'File' }).first());
		await hands.click(page.getByTestId('node-execute-button'));
		const output = page.getByTestId('output-panel');
		await output
			.getByText(/^okta-users-[\d-]+\.csv$/)
			.first()
			.waitFor();
		await shoot('csv');

		expect(hands).toMatchObject({ clicks: 9, fields: 1 });
	});

	const input = () => page.getByTestId('ndv-input-panel');

	/** Drags what a step before put out by this name into a field. */
	const map = async (name: string, field: Locator) => {
		await hands.drag(input().getByText(name, { exact: true }).first(), field);
		await page
			.locator('.cm-content', { hasText: `${name} }}` })
			.first()
			.waitFor();
	};

	const userWith = (login: string) =>
		org.users.list().find(({ profile }) => profile['login'] === login);

	const groupsOf = (login: string) =>
		org.directory.groupsOf(userWith(login)?.position ?? -1).map(({ profile }) => profile.name);

	/** Leaves the panel that is open for the list of what can come next. */
	const goOn = async () => {
		await hands.click(page.getByTestId('ndv-close-button'));
		await hands.click(page.getByTestId('canvas-handle-plus').last());
	};

	it('creates who joins, and puts them into a group', async () => {
		await hands.click(page.getByTestId('canvas-add-button'));
		await hands.click(page.getByText('Trigger manually', { exact: true }));
		await hands.click(page.getByTestId('canvas-handle-plus').last());
		await hands.fill(page.getByTestId('node-creator-search-bar'), 'edit fields');
		await hands.click(page.getByText('Edit Fields (Set)', { exact: true }));
		await hands.click(page.getByTestId('parameter-input-mode'));
		await hands.click(page.getByRole('option', { name: 'JSON' }).first());
		const json = page.getByTestId('parameter-input-jsonOutput').locator('.cm-content');
		await hands.fill(json, JSON.stringify(joiner));
		await hands.click(page.getByTestId('node-execute-button'));
		const output = page.getByTestId('output-panel');
		await output.getByText(joiner.login).first().waitFor();

		await goOn();
		await choose('create user', 'Create user');
		const attributes = page.getByTestId('mapping-fields-container');
		const open = attributes.getByTestId('parameter-input-field');
		for (const name of Object.keys(joiner)) await map(name, open.first());
		await shoot('joiner');
		await hands.click(page.getByTestId('node-execute-button'));
		await output.getByText('STAGED').first().waitFor();

		await goOn();
		await choose('add user to group', 'Add user to group');
		await map('login', page.getByTestId('parameter-input-userId'));
		await hands.click(page.getByTestId('parameter-input-groupId').getByTestId('rlc-input'));
		await hands.click(page.getByTestId('rlc-item').filter({ hasText: 'Engineering' }).first());
		await hands.click(page.getByTestId('node-execute-button'));
		await output.getByText('ensured').first().waitFor();
		await shoot('member');

		expect(groupsOf(joiner.login)).toContain('Engineering');
		expect(hands).toEqual({ clicks: 19, fields: 4, drags: 5 });

		// The org's own attributes come later: n8n marks the list once it sees that there are others.
		await page.getByTestId('ndv-close-button').click();
		await page.getByTestId('canvas-node').filter({ hasText: 'Create user' }).dblclick();
		await page.locator('[class*="staleDataWarning"] button').click();
		await page.getByText('Badge number', { exact: true }).first().waitFor();
	});

	it('locks out who leaves, as a webhook tells', async () => {
		await hands.click(page.getByTestId('canvas-add-button'));
		await hands.click(page.getByText('On webhook call', { exact: true }));
		await hands.click(page.getByTestId('parameter-input-httpMethod'));
		await hands.click(page.getByRole('option', { name: 'POST' }).first());
		await hands.click(page.getByText('Listen for test event').first());
		await page.getByText('Stop Listening').first().waitFor();
		const [login = ''] = org.users
			.list()
			.filter(({ status }) => status === 'ACTIVE')
			.map(({ profile }) => textOf(profile, 'login'));
		const url = await page
			.getByText(/webhook-test/)
			.first()
			.innerText();
		// The button says that n8n listens a moment before it does.
		await until(async () => {
			const { ok } = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ login }),
			});
			return ok || undefined;
		});
		const output = page.getByTestId('output-panel');
		await output.getByText(login).first().waitFor();

		await goOn();
		await choose('offboard', 'Offboard user');
		await map('login', page.getByTestId('parameter-input-userId'));
		await hands.click(page.getByTestId('node-execute-button'));
		await output.getByText('complete', { exact: true }).first().waitFor();
		await shoot('leaver');

		expect(userWith(login)).toMatchObject({ status: 'DEPROVISIONED' });
		expect(hands).toEqual({ clicks: 10, fields: 1, drags: 1 });
	});

	it('sees the latest event of a trigger, without a public address', async () => {
		const [left] = org.users.list().filter(({ status }) => status === 'ACTIVE');
		await org.console.deactivate(left?.id ?? '');

		await hands.click(page.getByTestId('canvas-add-button'));
		await hands.fill(page.getByTestId('node-creator-search-bar'), 'okta');
		await hands.click(page.getByText('Okta Admin', { exact: true }));
		await hands.click(page.getByText('On User Deactivated').first());
		const source = page.getByTestId('parameter-input-source').locator('input').first();
		expect(await source.inputValue()).toBe('System Log');
		await hands.click(page.getByTestId('trigger-execute-button').first());
		const output = page.getByTestId('output-panel');
		await output.getByText('user.lifecycle.deactivate').first().waitFor();
		await shoot('trigger');

		expect(hands).toEqual({ clicks: 4, fields: 1, drags: 0 });
	});
});
