import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { NOWHERE } from '../../nodes/Okta/operation';
import { resources } from '../../nodes/Okta/operations';
import { artifacts } from '../n8n/paths';
import type { SavedWorkflow } from '../n8n/rest';
import { nodeType, openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

/** Every operation there is. */
const table = resources.flatMap(({ name: resourceName, value: resource, operations }) =>
	operations.map(({ name, value, route }) => ({
		title: `${resourceName}: ${name}`,
		resource,
		operation: value,
		signsIn: route !== NOWHERE,
	})),
);

/** A panel of each resource: where it has one, an operation with more to fill in than a list. */
const panels = resources.flatMap(({ value }) => {
	const all = table.filter(({ resource }) => resource === value);
	return all.find(({ operation }) => operation === 'create') ?? all.slice(0, 1);
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

	/** One node for each operation, as n8n saves it when somebody has chosen just that. */
	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({ version: '2.41.1', tarball: packedTarball(), users: 200 });
		const { id, name, type } = stage.credential;
		workflow = await stage.n8n.rest.createWorkflow({
			name: 'Every operation',
			nodes: table.map(({ title, resource, operation, signsIn }, index) => ({
				id: `operation-${index}`,
				name: title,
				type: nodeType,
				typeVersion: 1,
				position: [(index % 12) * 200, Math.floor(index / 12) * 200],
				parameters: { resource, operation },
				...(signsIn && { credentials: { [type]: { id, name } } }),
			})),
			connections: {},
		});
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
		editor.setDefaultTimeout(30_000);
		page = await editor.newPage();
		page.on('pageerror', (error) => failures.push(error.message));
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

	/** Opens the panel of an operation's node. */
	const open = async (title: string) => {
		const node = workflow.nodes.find(({ name }) => name === title);
		await page.goto(`/workflow/${workflow.id}/${node?.id ?? ''}`);
		const chosen = page.getByTestId('parameter-input-operation').locator('input').first();
		await chosen.waitFor();
		return chosen;
	};

	it.each(panels)('opens for $title', async ({ title, resource, operation }) => {
		failures.length = 0;
		const chosen = await open(title);

		expect(await chosen.inputValue()).toBe(title.slice(title.indexOf(': ') + 2));
		await page.screenshot({ path: path.join(folder, `panel-${resource}-${operation}.png`) });
		expect(failures).toEqual([]);
	});

	it.each([
		['groups', 'Group: Add Member', 'Everyone'],
		['users', 'User: Deactivate', '@acme.example'],
		['apps', 'Application: Assign Group', 'Salesforce'],
	])('lists %s of the org to choose from', async (_, title, listed) => {
		await open(title);
		await page.getByTestId('rlc-input').first().click();
		await page.getByTestId('rlc-item').getByText(listed).first().waitFor();
	});
});
