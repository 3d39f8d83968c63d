import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { n8nVersions } from '../n8n/cache';
import { artifacts } from '../n8n/paths';
import { samples } from '../n8n/samples';
import { load } from '../n8n/sampleTools';
import { until } from '../n8n/waiting';
import { inlineHookType, openStage, sampleScopes, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor, openWorkflow } from './browser';
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
			scopes: [...sampleScopes, 'okta.authorizationServers.read'],
		});
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
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
		await openWorkflow(page, stage.n8n, workflow, TRIGGER);
		await page.getByTestId('parameter-input-source').waitFor();
		return workflow;
	};

	/** One of the choices of an open list. */
	const option = (name: string) =>
		page.locator('.el-select-dropdown__item', { has: page.getByText(name, { exact: true }) });

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

	it('shows conditions, a count and what has to have changed', async () => {
		const zone = { __rl: true, mode: 'name', value: 'Office Berlin' };
		await openTrigger({
			source: 'both',
			events: ['user.account.update_profile', 'user.authentication.auth_via_mfa'],
			changed: 'department, title',
			conditions: {
				all: [
					{ field: 'country', operator: 'noneOf', value: 'Germany, Austria' },
					{ field: 'notInZone', zone },
				],
				any: [{ field: 'risk', risks: ['HIGH', 'MEDIUM'] }],
			},
			count: { count: { times: 5, minutes: 60, by: 'actor' } },
			options: { current: ['user', 'manager'], managerAttribute: 'managerId' },
		});
		await page.getByText('Only If One of These Changed').first().waitFor();
		await shoot('trigger-conditions');
		await page.getByText('Only events that name the zone').first().scrollIntoViewIfNeeded();
		await shoot('trigger-conditions-all');
		await page.getByText('Within Minutes').first().scrollIntoViewIfNeeded();
		await shoot('trigger-count');
		await page.getByText('Manager Attribute').first().scrollIntoViewIfNeeded();
		await shoot('trigger-options');
		expect(await page.getByText('Value not supported').count()).toBe(0);
	});

	it('keeps the chosen events and how often to read when they are to come another way', async () => {
		await openTrigger({ source: 'both', events: ['user.lifecycle.deactivate'], interval: 10 });
		const chosen = page.getByTestId('parameter-input-events').getByText('User Deactivated');
		await chosen.waitFor();
		for (const name of ['System Log', 'Event Hook', 'Event Hook and System Log', 'Event Hook']) {
			await page.getByTestId('parameter-input-source').click();
			await option(name).first().click();
			// The form is drawn anew.
			await page.waitForTimeout(500);
			const source = page.getByTestId('parameter-input-source').locator('input');
			expect(await source.inputValue()).toBe(name);
			expect(await chosen.count()).toBe(1);
			const interval = page.getByTestId('parameter-input-interval').locator('input');
			expect(await interval.inputValue()).toBe('10 Minutes');
		}
	});

	it('listens for a test delivery, and shows what came', async () => {
		await openTrigger({ source: 'hook' });
		await button().click();
		await page.getByText('Listening for').first().waitFor();
		await shoot('trigger-listening');
		// n8n says so a moment before Okta knows the address.
		const { eventHooks } = stage.org.directory;
		await until(
			async () =>
				await Promise.resolve(
					eventHooks.list().some(({ verificationStatus }) => verificationStatus === 'VERIFIED') ||
						undefined,
				),
		);
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

	it('chooses where Okta is to ask by an inline hook', async () => {
		const workflow = await load(stage, 'registration.json', ({ nodes }) => {
			const [trigger] = nodes.filter(({ type }) => type === inlineHookType);
			Object.assign(trigger?.parameters ?? {}, { hookType: 'com.okta.oauth2.tokens.transform' });
		});
		const trigger = workflow.nodes.find(({ type }) => type === inlineHookType);
		await openWorkflow(page, stage.n8n, workflow, trigger?.name);
		for (const [field, name] of [
			['authServerId', 'Payroll API'],
			['accessPolicyId', 'Default Policy'],
			['tokenRuleId', 'Machines'],
		] as const) {
			const locator = page.getByTestId(`resource-locator-${field}`);
			await locator.getByTestId('rlc-input').click();
			await page.getByTestId('rlc-item').getByText(name, { exact: true }).click();
			await expect(locator.getByTestId('rlc-input').inputValue()).resolves.toBe(name);
		}
		await shoot('inline-hook-token');
		for (const [name, what] of [
			['Registration', 'User Profile Policy'],
			['SAML Assertion', 'Application'],
			['Password Import', 'Password Import Hook'],
			['User Import', 'To Okta > Inline Hooks'],
			['Telephony', 'one active telephony hook'],
		] as const) {
			await page.getByTestId('parameter-input-hookType').click();
			await option(name).first().click();
			await page.getByText(what).first().waitFor();
			await shoot(`inline-hook-${name.toLowerCase().replace(' ', '-')}`);
		}
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
