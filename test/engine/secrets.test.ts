import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import { Okta } from '../../nodes/Okta/Okta.node';
import { isObject } from '../../nodes/Okta/transport/json';
import { resources } from '../../nodes/Okta/operations';
import { NOWHERE, type Operation } from '../../nodes/Okta/table/operation';
import { connect, createEngine, node, readFile } from './harness';
import { scenarios, scopesOf } from './scenarios';
import { apiPaths, closeWorlds, openWorld, type World } from './world';
import { part } from '../walks/part';

/** Stands in every secret that Okta is made to send here. */
const mark = 'leaked';

const secretTexts = (...names: string[]): IDataObject =>
	Object.fromEntries(names.map((name) => [name, `${mark} ${name}`]));

/** What Okta's API calls secrets, or might, in any object of an answer. */
const inAnyObject: IDataObject = {
	...secretTexts('client_secret', 'clientSecret', 'client_assertion', 'secretKey', 'sharedSecret'),
	...secretTexts('password', 'tempPassword', 'temporaryPassword', 'adminPassword', 'newPassword'),
	...secretTexts('activationToken', 'activationUrl', 'recoveryToken', 'resetPasswordUrl'),
	...secretTexts('access_token', 'refresh_token', 'id_token', 'sessionToken', 'stateToken'),
	...secretTexts('token', 'deviceToken', 'passCode', 'nextPassCode', 'tac', 'answer', 'otp'),
	...secretTexts('apiKey', 'aesKey', 'privateKey', 'private_key'),
	certificate: `-----BEGIN PRIVATE KEY-----\n${mark}\n-----END PRIVATE KEY-----`,
	recovery_question: { question: 'Who?', ...secretTexts('answer') },
	authScheme: { type: 'HEADER', key: 'X-Caller', value: mark },
	headers: [{ key: 'Authorization', value: mark }],
	signingKeys: [
		{ kty: 'RSA', n: 'n', e: 'AQAB', ...secretTexts('d', 'p', 'q', 'dp', 'dq', 'qi') },
		{ kty: 'oct', ...secretTexts('k') },
	],
	qrcode: { href: mark, type: 'image/png' },
};

const inCredentials: IDataObject = {
	password: { value: mark, hash: { algorithm: 'BCRYPT', salt: mark, value: mark } },
	oauthClient: secretTexts('client_secret'),
};

/** Of a factor; other profiles have members that the org named. */
const inProfile = secretTexts('sharedSecret', 'tac');

const objectIn = (value: unknown): object => (isObject(value) ? value : {});

/** An answer with secrets wherever Okta has room for them, all else as it was. */
function withSecrets(body: unknown): unknown {
	if (Array.isArray(body)) return body.map(withSecrets);
	if (!isObject(body)) return body === undefined ? inAnyObject : body;
	const { _links: links, _embedded: embedded, profile } = body;
	// A group's or an account's is sent back with a change, and Okta then knows which names it has.
	const isOfFactor = 'factorType' in body || (isObject(profile) && 'tac' in profile);
	const rows = Object.entries(body).map(([name, value]): [string, unknown] => [
		name,
		Array.isArray(value) && value.every(isObject) ? withSecrets(value) : value,
	]);
	return {
		...Object.fromEntries(rows),
		...inAnyObject,
		credentials: { ...inCredentials, ...inAnyObject, ...objectIn(body.credentials) },
		settings: { ...inAnyObject, app: inAnyObject, ...objectIn(body.settings) },
		...(isObject(profile) && { profile: { ...profile, ...(isOfFactor && inProfile) } }),
		_embedded: { activation: inAnyObject, user: inAnyObject, ...objectIn(embedded) },
		_links: { qrcode: inAnyObject.qrcode, ...objectIn(links) },
	};
}

const oktaTool = 'n8n-nodes-test.oktaTool';
const engine = createEngine({ others: { nodes: { [oktaTool]: new Okta() } } });

const table = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		const possible = (scenarios[key] ?? []).filter(({ puts }) => puts !== undefined);
		return possible.map((scenario) => ({ key, resource, operation, scenario }));
	}),
);

type Case = (typeof table)[number];

const runWith = async (
	{ resource, operation, scenario }: Case,
	{ org, app }: World,
	type: string,
	parameters: INodeParameters = scenario.parameters,
) => {
	const n8n = await engine;
	const credential = await n8n.credential('oktaServiceAppApi', app.credential());
	return await n8n.runWorkflow({
		nodes: [
			{ ...node('Start', 'n8n-nodes-base.manualTrigger'), parameters: {} },
			{
				...node('Okta', type, operation.route === NOWHERE ? undefined : credential),
				onError: 'continueRegularOutput',
				parameters: {
					resource,
					operation: operation.value,
					...(operation.shaped && { output: 'everything' }),
					...parameters,
				},
			},
		],
		connections: connect('Start', 'Okta'),
		items: scenario.items(org),
	});
};

/** All there is to read in what a node put out, files included. */
async function textOf(items: readonly INodeExecutionData[]): Promise<string> {
	const texts = items.map(async ({ json, binary = {} }) => {
		const files = Object.values(binary).map(async (file) => {
			const chunks: Uint8Array[] = [];
			if (file.id === undefined) return Buffer.from(file.data, 'base64').toString();
			for await (const chunk of await readFile(file)) chunks.push(Buffer.from(chunk));
			return Buffer.concat(chunks).toString();
		});
		return [JSON.stringify(json), ...(await Promise.all(files))].join('\n');
	});
	return (await Promise.all(texts)).join('\n');
}

/** The same form with the switch off that asks for secrets, or a choice that does. */
function withoutAsking({ secrets }: Operation, { options, ...parameters }: INodeParameters) {
	if (!secrets || secrets.shownBy === 'columns') return { ...parameters, options };
	const off = { [secrets.shownBy]: false };
	return { ...parameters, ...off, options: { ...objectIn(options), ...off } };
}

afterEach(closeWorlds);

const online = table.filter(({ operation }) => operation.route !== NOWHERE);

describe('an org that sends secrets with every answer', () => {
	const dirtyWorld = async (operation: Operation) => {
		const scopes = scopesOf(operation);
		const world = await openWorld({ app: scopes.length > 0 ? { scopes } : {} });
		world.org.faults.add({ path: apiPaths, then: { rewrite: withSecrets } });
		return world;
	};

	test.each(part(online))('$key puts out none unasked, when it $scenario.name', async (one) => {
		const parameters = withoutAsking(one.operation, one.scenario.parameters);
		const outcome = await runWith(
			one,
			await dirtyWorld(one.operation),
			'n8n-nodes-okta.okta',
			parameters,
		);

		const said = await textOf(outcome.items);
		expect(said).not.toContain(mark);
		expect(JSON.stringify(outcome.run.data)).not.toContain(mark);
		if (!one.scenario.neverFails) expect(said).not.toContain('"error":');
	});

	test.each(part(online))(
		'$key gives a language model none, when it $scenario.name',
		async (one) => {
			const outcome = await runWith(one, await dirtyWorld(one.operation), oktaTool);

			const said = await textOf(outcome.items);
			expect(said).not.toContain(mark);
			if (!one.scenario.neverFails) expect(said).not.toContain('"error":');
		},
	);

	const asking = online.filter(({ operation, scenario }) => {
		const { members = [], shownBy = '' } = operation.secrets ?? {};
		return members !== 'all' && JSON.stringify(scenario.parameters).includes(`"${shownBy}":true`);
	});

	test('is asked for some by the scenarios', () => {
		expect(new Set(asking.map(({ key }) => key)).size).toBeGreaterThan(5);
	});

	test.each(part(asking))(
		'$key puts out what was asked for, when it $scenario.name',
		async (one) => {
			const outcome = await runWith(one, await dirtyWorld(one.operation), 'n8n-nodes-okta.okta');

			const said = await textOf(outcome.items);
			const { members = [] } = one.operation.secrets ?? {};
			for (const member of members) expect(said).toContain(`"${member}":`);
			expect(said).not.toContain(`${mark} access_token`);
		},
	);
});

describe('an org that refuses with secrets in its error', () => {
	const refusal = {
		errorCode: 'E0000001',
		errorSummary: 'Api validation failed: login',
		...inAnyObject,
		errorCauses: [{ errorSummary: 'login: is wrong', ...inAnyObject }],
		_embedded: { activation: inAnyObject },
	};

	test.each(part(online))('$key tells none of them, when it $scenario.name', async (one) => {
		const world = await openWorld();
		world.org.faults.add({ path: apiPaths, then: { status: 400, body: refusal } });

		const outcome = await runWith(one, world, 'n8n-nodes-okta.okta');
		expect(JSON.stringify(outcome.run.data)).not.toContain(mark);
	});
});

test.each(table.filter(({ operation }) => operation.route === NOWHERE))(
	'$key gives a language model no private key, when it $scenario.name',
	async (one) => {
		const outcome = await runWith(one, await openWorld(), oktaTool);
		expect(outcome.items.length).toBeGreaterThan(0);
		expect(await textOf(outcome.items)).not.toMatch(/PRIVATE KEY-----|"d":|"privateKey"/);
	},
);
