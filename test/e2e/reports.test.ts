import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Org } from '../org';
import { USER_STATUSES, type User } from '../org/directory/model';
import { textOf } from '../engine/scenarios/scenario';
import { currentN8n, n8nVersions } from '../n8n/cache';
import { byHand, chain } from '../n8n/chain';
import { artifacts } from '../n8n/paths';
import { oktaNode, openStage, type Stage } from '../n8n/stage';
import { launchBrowser, openEditor, openWorkflow } from './browser';
import { packedTarball } from './pack';

/** For people to look at. */
const folder = path.join(artifacts, 'screenshots');

const REPORT = 'Report';

const inUse = ({ status }: User) =>
	['ACTIVE', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'RECOVERY'].includes(status);
const ofStatus = (status: string) => (org: Org) =>
	org.users.list().filter((user) => user.status === status).length;
const withFactors = (isIn: (types: string[]) => boolean) => (org: Org) =>
	org.users
		.list()
		.filter(inUse)
		.filter((user) => isIn(org.directory.factorsOf(user).map(({ factorType }) => factorType)))
		.length;
const isWeak = (type: string) => ['sms', 'call', 'email', 'question'].includes(type);
const oktaGroups = ({ groups }: Org) => groups.list().filter(({ type }) => type === 'OKTA_GROUP');
const membersOf = ({ directory }: Org, app: { id: string }) => {
	const found = directory.apps.get(app.id);
	return found ? [...directory.appUsersFrom(found, 0)].length : 0;
};
const busiest = (org: Org) =>
	org.apps.list().toSorted((a, b) => membersOf(org, b) - membersOf(org, a))[0] ?? { id: '' };

interface Case {
	name: string;
	value: string;
	/** Labels of its panel beside those of all reports. */
	labels: string[];
	parameters?: (org: Org) => Record<string, unknown>;
	/** How many rows it has, by the org's own books. */
	rows: (org: Org) => number;
}

const cases: Case[] = [
	{
		name: 'Inactive Users',
		value: 'inactive',
		labels: ['Days', 'Include Manager'],
		rows: (org) => org.users.list().filter(inUse).length,
	},
	{
		name: 'Never Signed In Users',
		value: 'neverSignedIn',
		labels: ['Days'],
		rows: ({ users }) =>
			users
				.list()
				.filter(
					(user) =>
						user.lastLogin === undefined && !['STAGED', 'DEPROVISIONED'].includes(user.status),
				).length,
	},
	{
		name: 'Never Activated Users',
		value: 'neverActivated',
		labels: ['Days'],
		rows: ofStatus('PROVISIONED'),
	},
	{ name: 'Staged Users', value: 'staged', labels: ['Days'], rows: ofStatus('STAGED') },
	{
		name: 'Locked Out Users',
		value: 'lockedOut',
		labels: ['Include Manager'],
		rows: ofStatus('LOCKED_OUT'),
	},
	{ name: 'Suspended Users', value: 'suspended', labels: ['Days'], rows: ofStatus('SUSPENDED') },
	{
		name: 'Deactivated Users',
		value: 'deactivated',
		labels: ['Days'],
		rows: ofStatus('DEPROVISIONED'),
	},
	{
		name: 'Old or Expired Passwords',
		value: 'oldPasswords',
		labels: ['Days'],
		rows: (org) => org.users.list().filter(inUse).length,
	},
	{
		name: 'Users by Date',
		value: 'dates',
		labels: ['Date Attribute', 'When', 'Days'],
		parameters: () => ({ dateAttribute: 'startDate', dateWhen: 'past', days: 1 }),
		rows: (org) => org.users.list().length - ofStatus('DEPROVISIONED')(org),
	},
	{
		name: 'Users Without Factor',
		value: 'noFactor',
		labels: ['Include Manager'],
		rows: withFactors((types) => types.length === 0),
	},
	{
		name: 'Users With Weak Factors Only',
		value: 'weakFactors',
		labels: ['Include Manager'],
		rows: withFactors((types) => types.length > 0 && types.every(isWeak)),
	},
	{
		name: 'Users Without Phishing-Resistant Factor',
		value: 'noPhishingResistantFactor',
		labels: ['Include Manager'],
		rows: withFactors((types) => !types.includes('webauthn')),
	},
	{
		name: 'Factor Adoption',
		value: 'factorAdoption',
		labels: ['By', 'Attribute'],
		rows: (org) =>
			1 +
			new Set(
				org.users
					.list()
					.filter(inUse)
					.map(({ profile }) => textOf(profile, 'department')),
			).size,
	},
	{
		name: 'Empty Groups',
		value: 'emptyGroups',
		labels: ['Group Types'],
		rows: (org) =>
			oktaGroups(org).filter((group) => org.directory.membersFrom(group, 0).next().done).length,
	},
	{
		name: 'Group Owners',
		value: 'groupOwners',
		labels: ['Group Types'],
		rows: (org) => oktaGroups(org).reduce((sum, { owners }) => sum + owners.size, 0),
	},
	{
		name: 'Groups Without Owner',
		value: 'groupsWithoutOwner',
		labels: ['Group Types'],
		rows: (org) => oktaGroups(org).filter(({ owners }) => owners.size === 0).length,
	},
	{
		name: 'Group Rules to Review',
		value: 'groupRules',
		labels: [],
		rows: ({ directory }) =>
			directory.rules.list().reduce((sum, { excluded }) => sum + excluded.length, 0),
	},
	{
		name: 'Administrators',
		value: 'administrators',
		labels: ['Include Manager'],
		rows: ({ directory, users }) =>
			users
				.list()
				.flatMap((user) => directory.roleGivers(user).flatMap((giver) => directory.roles.of(giver)))
				.length,
	},
	{
		name: 'Service Apps',
		value: 'serviceApps',
		labels: [],
		rows: ({ clients }) =>
			clients.list().reduce((sum, { keys }) => sum + Math.max(1, keys.length), 0),
	},
	{
		name: 'API Tokens',
		value: 'apiTokens',
		labels: [],
		rows: ({ apiTokens }) => apiTokens.list().length,
	},
	{
		name: 'Unused App Assignments',
		value: 'unusedApp',
		labels: ['Application', 'Days Unused'],
		parameters: (org) => ({ appId: { __rl: true, mode: 'id', value: busiest(org).id } }),
		rows: (org) => membersOf(org, busiest(org)),
	},
];

describe.each(n8nVersions)('Directory: Report in n8n %s', (version) => {
	let stage: Stage;
	let browser: Browser;
	let editor: BrowserContext;
	let page: Page;

	beforeAll(async () => {
		await mkdir(folder, { recursive: true });
		stage = await openStage({
			version,
			tarball: packedTarball(),
			users: 60,
			// Four of them ask for everybody's factors, twice: that is some minutes of a workforce org's limit.
			limits: 'none',
			scopes: ['okta.apiTokens.read', 'okta.appGrants.read'],
		});
		const { org } = stage;
		const [first, second, ...others] = org.users.list();
		for (const [index, status] of USER_STATUSES.entries()) {
			const user = others[index];
			if (!user) throw new Error('The org is too small');
			const isNew = status === 'PROVISIONED';
			org.users.put({ ...user, status, ...(isNew && { lastLogin: undefined }) });
		}
		const [rule] = org.directory.rules.list();
		if (first && rule) rule.excluded = [first.id];
		for (const [index, group] of oktaGroups(org).entries()) {
			if (index === 1) {
				for (const member of [...org.directory.membersFrom(group, 0)])
					group.members?.delete(member);
			}
			if (index % 2 === 0 && second) {
				group.owners.set(second.id, { type: 'USER', lastUpdated: org.clock.now() });
			}
		}
		browser = await launchBrowser();
		editor = await openEditor(browser, stage.n8n);
		page = await editor.newPage();
	});
	afterAll(async () => {
		await browser.close();
		await stage.close();
	});

	// What the reports say doesn't differ between the versions: in the old one a few will do.
	const few = ['inactive', 'suspended', 'noFactor', 'groupOwners', 'serviceApps', 'apiTokens'];
	const here = cases.filter(({ value }) => version === currentN8n || few.includes(value));

	it.each(here)('$name: has a panel of its own, and puts out what the org has', async (one) => {
		const { org, n8n, credential } = stage;
		const workflow = await n8n.rest.createWorkflow(
			chain(
				one.name,
				byHand,
				oktaNode(credential, REPORT, {
					resource: 'directory',
					operation: 'report',
					report: one.value,
					...one.parameters?.(org),
				}),
			),
		);
		const rows = one.rows(org);
		expect(rows).toBeGreaterThan(0);
		const execution = await n8n.rest.run(workflow, byHand.name);
		expect(execution.error).toBeUndefined();
		expect(execution.items(REPORT)).toHaveLength(rows);

		await openWorkflow(page, n8n, workflow, REPORT);
		const panel = page.getByTestId('node-parameters');
		for (const label of ['Report', 'Columns', 'Output As', ...one.labels]) {
			await panel.getByText(label, { exact: true }).first().waitFor({ state: 'attached' });
		}
		await page.getByTestId('node-execute-button').click();
		const counted = rows === 1 ? '1 item' : `${rows} items`;
		const output = page.getByTestId('output-panel');
		await output.getByText(counted, { exact: true }).first().waitFor();
		await page.waitForTimeout(500);
		await page.screenshot({ path: path.join(folder, `report-${one.value}-${version}.png`) });
	});

	it('says what a report would cost, in a sentence', async () => {
		const { n8n, credential } = stage;
		const workflow = await n8n.rest.createWorkflow(
			chain(
				'Estimate Only',
				byHand,
				oktaNode(credential, REPORT, {
					resource: 'directory',
					operation: 'report',
					report: 'noFactor',
					estimateOnly: true,
				}),
			),
		);
		const execution = await n8n.rest.run(workflow, byHand.name);
		expect(execution.items(REPORT).map(({ json }) => json)).toEqual([
			expect.objectContaining({
				report: 'Users Without Factor',
				words: expect.stringMatching(
					/^About \d+ requests .* for the factors of each user.* Estimated with \d requests?\.$/,
				) as unknown,
			}),
		]);

		await openWorkflow(page, n8n, workflow, REPORT);
		const panel = page.getByTestId('node-parameters');
		await panel.getByText('Estimate Only', { exact: true }).first().waitFor();
		await page.getByTestId('node-execute-button').click();
		const output = page.getByTestId('output-panel');
		await output.getByText('1 item', { exact: true }).first().waitFor();
		await page.waitForTimeout(500);
		await page.screenshot({ path: path.join(folder, `report-estimate-${version}.png`) });
	});
});
