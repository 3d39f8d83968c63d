import { mkdir } from 'node:fs/promises';
import path from 'node:path';

import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';

import { formFields } from '../../nodes/Okta/form/readForm';
import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { artifacts } from '../n8n/paths';
import type { SavedWorkflow } from '../n8n/rest';
import { nodeType, openStage, type Stage } from '../n8n/stage';
import { settled } from '../n8n/waiting';
import { launchBrowser, openEditor, openWorkflow } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

/** Every operation there is, with the labels its panel shows whatever is chosen in it. */
const table = resources.flatMap(({ name: resourceName, value: resource, operations }) =>
	operations.map((operation) => ({
		title: `${resourceName}: ${operation.name}`,
		name: operation.name,
		resource,
		operation: operation.value,
		signsIn: operation.route !== NOWHERE,
		labels: formFields(operation)
			.filter(({ type, displayOptions }) => type !== 'resourceMapper' && !displayOptions)
			.map(({ displayName }) => displayName),
	})),
);

/** For each resource a picture: of an operation with more to fill in than a list, if it has one. */
const panels = resources.map(({ name, value }) => {
	const operations = table.filter(({ resource }) => resource === value);
	const shown = operations.find(({ operation }) => operation === 'create') ?? operations[0];
	return { name, operations, shown: shown?.title };
});

const named = z.object({ name: z.string(), value: z.string() });
const parameter = z
	.object({ name: z.string(), options: z.array(z.unknown()).optional() })
	.passthrough();
const shownFor = z.object({
	displayOptions: z.object({ show: z.object({ resource: z.array(z.string()) }) }),
});

describe('the panel of n8n', () => {
	let stage: Stage;
	let browser: Browser;
	let editor: BrowserContext;
	let page: Page;
	let workflow: SavedWorkflow;
	const failures: string[] = [];

	/** One node for each operation, as n8n saves it when somebody has chosen just that, and some more. */
	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({ version: '2.41.1', tarball: packedTarball(), users: 200 });
		const { id, name, type } = stage.credential;
		const nodes = [...table, ...filledIn(stage)].map(
			({ title, resource, operation, signsIn, ...rest }, index) => ({
				id: `operation-${index}`,
				name: title,
				type: nodeType,
				typeVersion: 1,
				position: [(index % 12) * 200, Math.floor(index / 12) * 200],
				parameters: { resource, operation, ...('parameters' in rest && rest.parameters) },
				...(signsIn && { credentials: { [type]: { id, name } } }),
			}),
		);
		workflow = await stage.n8n.rest.createWorkflow({
			name: 'Every operation',
			nodes: [
				{
					id: 'start',
					name: 'Run by hand',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [-200, 0],
					parameters: {},
				},
				...nodes,
			],
			connections: {
				'Run by hand': { main: [[{ node: 'A name that is taken', type: 'main', index: 0 }]] },
			},
		});
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
		page = await editor.newPage();
		page.on('pageerror', (error) => failures.push(error.message));
		await openWorkflow(page, stage.n8n, workflow);
		await page.getByTestId('canvas-node').first().waitFor({ timeout: 120_000 });
	});
	beforeEach(() => {
		failures.length = 0;
	});
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	it('has every operation of the table, and nothing but those', async () => {
		const type = (await stage.n8n.rest.types('nodes')).find(({ name }) => name === nodeType);
		const properties = z.array(parameter).parse(type?.properties);
		const offered = properties
			.filter(({ name }) => name === 'operation')
			.flatMap((property) =>
				shownFor.parse(property).displayOptions.show.resource.flatMap((resource) =>
					z
						.array(named)
						.parse(property.options)
						.map(({ value }) => `${resource}.${value}`),
				),
			);
		// n8n adds an entry of its own, which leads to the HTTP Request node.
		const ours = offered.filter((operation) => !operation.endsWith('.__CUSTOM_API_CALL__'));
		expect(ours.toSorted()).toEqual(
			table.map(({ resource, operation }) => `${resource}.${operation}`).toSorted(),
		);
	});

	const open = async (title: string, operation: string) => {
		await openWorkflow(page, stage.n8n, workflow, title);
		const heading = page.getByTestId('node-title-container').getByTestId('inline-edit-preview');
		await heading.getByText(title, { exact: true }).waitFor();
		const chosen = page.getByTestId('parameter-input-operation').locator('input').first();
		// For a moment a field shows what is stored, and only then what the editor calls that.
		await settled(async () => (await chosen.inputValue()) === operation, 30);
		expect(await chosen.inputValue()).toBe(operation);
	};

	/** Transitions of the editor last a moment after what was waited for is there. */
	const shoot = async (name: string) => {
		await page.waitForTimeout(750);
		await page.screenshot({ path: path.join(folder, `panel-${name}.png`) });
	};
	const parameters = () => page.getByTestId('node-parameters');

	it.each(panels)('opens for every operation of $name', async ({ name, operations, shown }) => {
		for (const { title, name: operation, labels } of operations) {
			await open(title, operation);
			for (const label of labels) {
				await parameters().getByText(label, { exact: true }).first().waitFor({ state: 'attached' });
			}
			if (title === shown) await shoot(`${name} ${operation}`.toLowerCase().replaceAll(' ', '-'));
		}
		expect(failures).toEqual([]);
	});

	it.each([
		['groups', 'Group: Add Member', 'Everyone'],
		['users', 'User: Deactivate', '@acme.example'],
		['apps', 'Application: Assign Group', 'Salesforce'],
	])('lists %s of the org to choose from', async (what, title, listed) => {
		await open(title, title.slice(title.indexOf(': ') + 2));
		await page.getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').getByText(listed).first().waitFor();
		await shoot(`list-of-${what}`);
		await page.keyboard.press('Escape');
	});

	it.each([
		['users', 'User: Create', 'Create', ['Username', 'Last name'], ['Badge number', 'Skills']],
		['contractors, a user type', 'A contractor', 'Create', ['Username', 'Agency'], ['Title']],
		['groups', 'Group: Create', 'Create', ['Name'], ['Owning team', 'Days between reviews']],
		[
			'accounts in an app',
			'An account in Slack',
			'Update User Assignment',
			[],
			['Given name', 'Role', 'Licences'],
		],
		['new accounts in an app', 'A new account in Slack', 'Assign User', [], ['Role', 'Licences']],
		['apps for groups', 'Slack for a group', 'Assign Group', [], ['Role', 'Licences']],
	])('fills in the attributes of %s from the org', async (what, title, operation, first, more) => {
		await open(title, operation);
		for (const attribute of first) {
			await parameters().getByText(attribute, { exact: true }).first().waitFor();
		}
		await page.getByTestId('add-fields-select').locator('button').click();
		for (const attribute of more) {
			const entry = page.getByRole('menuitem', { name: attribute, exact: true });
			await entry.waitFor({ state: 'attached' });
		}
		await shoot(`attributes-of-${what.replaceAll(/\W+/g, '-')}`);
		await page.keyboard.press('Escape');
	});

	it.each([
		['User: Offboard', 'Offboard', ['Deactivate', 'Unassign Personal Apps'], []],
		['User: Contain', 'Contain', ['Suspend'], ['Quarantine Group']],
		['An account in quarantine', 'Contain', ['Quarantine Group'], []],
		['User: Release', 'Release', ['Report of Contain'], []],
		['User: Restore', 'Restore', ['Snapshot or Report', 'Assign Admin Roles'], []],
	])('shows what there is to tick: %s', async (title, operation, shown, hidden) => {
		await open(title, operation);
		for (const text of shown) {
			await parameters().getByText(text, { exact: true }).first().waitFor();
		}
		for (const text of hidden) {
			expect(await parameters().getByText(text, { exact: true }).count()).toBe(0);
		}
		await shoot(title.toLowerCase().replaceAll(/\W+/g, '-'));
		expect(failures).toEqual([]);
	});

	it('asks for the app before it shows the attributes of accounts in it', async () => {
		await open('Application: Update User Assignment', 'Update User Assignment');
		await page.getByTestId('rlc-input').nth(1).waitFor();
		await shoot('no-app-chosen-yet');
		expect(await parameters().getByText('No attributes found').count()).toBe(0);
		expect(await page.getByTestId('add-fields-select').count()).toBe(0);
	});

	it.each([
		['The app of a user', 'Explain Access', ['Explain', 'Application'], 'explain-access'],
		[
			'A factor that is named',
			'Challenge and Wait',
			['Push Goes To', 'Factor'],
			'challenge-and-wait',
		],
	])('asks for what was chosen: %s', async (title, operation, labels, shot) => {
		await open(title, operation);
		for (const label of labels) {
			await parameters().getByText(label, { exact: true }).first().waitFor();
		}
		await shoot(shot);
		expect(failures).toEqual([]);
	});

	it('lists the fields to put out, with the org’s own', async () => {
		await open('Some fields of a user', 'Get');
		await page.getByTestId('parameter-input-outputFields').locator('input').first().click();
		for (const field of ['login', 'passwordChanged', 'badgeNumber']) {
			const entry = page.getByRole('option', { name: field, exact: true }).first();
			await entry.waitFor({ state: 'attached' });
		}
		await shoot('fields-to-put-out');
		await page.keyboard.press('Escape');
		expect(failures).toEqual([]);
	});

	it('shows what Okta refused, and why', async () => {
		await open('A name that is taken', 'Create');
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await output.getByText('name: An object with this field already exists').first().waitFor();
		await shoot('refused');
	});
});

/** Panels that show more once something is filled in. */
function filledIn({ org }: Stage) {
	const slack = org.apps.list().find(({ label }) => label === 'Slack');
	const appId = { __rl: true, mode: 'list', value: slack?.id, cachedResultName: 'Slack' };
	const contractor = org.directory.schemas.types().find(({ isDefault }) => !isDefault);
	const application = { resource: 'application', signsIn: true };
	return [
		{
			title: 'The app of a user',
			resource: 'user',
			operation: 'explainAccess',
			signsIn: true,
			parameters: { explain: 'app' },
		},
		{
			title: 'Some fields of a user',
			resource: 'user',
			operation: 'get',
			signsIn: true,
			parameters: { output: 'selected', outputFields: ['id', 'status', 'department'] },
		},
		{
			title: 'A factor that is named',
			resource: 'factor',
			operation: 'challengeAndWait',
			signsIn: true,
			parameters: { pushFactor: 'chosen' },
		},
		{
			title: 'A contractor',
			resource: 'user',
			operation: 'create',
			signsIn: true,
			parameters: { options: { userTypeId: contractor?.id } },
		},
		{
			title: 'An account in quarantine',
			resource: 'user',
			operation: 'contain',
			signsIn: true,
			parameters: { steps: ['suspend', 'sessions', 'quarantine'] },
		},
		{
			...application,
			title: 'An account in Slack',
			operation: 'updateUserAssignment',
			parameters: { appId },
		},
		{
			...application,
			title: 'A new account in Slack',
			operation: 'assignUser',
			parameters: { appId, setAppProfile: true },
		},
		{
			...application,
			title: 'Slack for a group',
			operation: 'assignGroup',
			parameters: { appId, setAppProfile: true },
		},
		{
			title: 'A name that is taken',
			resource: 'group',
			operation: 'create',
			signsIn: true,
			parameters: {
				profile: {
					mappingMode: 'defineBelow',
					value: { name: 'Engineering' },
					matchingColumns: [],
					schema: [
						{ id: 'name', displayName: 'Name', type: 'string', required: true, display: true },
					],
				},
			},
		},
	];
}
