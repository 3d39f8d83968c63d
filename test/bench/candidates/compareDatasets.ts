import type { IConnections, INode } from 'n8n-workflow';
import { createEngine, node, type StoredCredential } from '../../engine/harness';
import { columns, key, scope } from '../feed';
import type { Job, Prepare, Work } from '../job';
import { baseType, loadBaseNodes, type BaseNode } from './baseNodes';

const START = 'Start';

/** What a flow consists of. */
interface Flow {
	nodes: INode[];
	connections: IConnections;
	/** The nodes that change something. */
	writers: string[];
}

/**
 * What people build of n8n's own nodes: Compare Datasets between the list and what Okta has, and a
 * branch for each kind of difference. They are the classes of n8n itself, in the engine our node runs in.
 * HTTP Request reads the pages: the built-in Okta node asks for one and the same again and again.
 */
export const compareDatasets: Prepare = async ({ org, task, atMost }: Job) => {
	const others = await loadBaseNodes('okta', 'httpRequest', 'set', 'compareDatasets');
	const n8n = await createEngine({ others });
	const data = { url: org.url, accessToken: org.apiToken };
	const credential = await n8n.credential('oktaApi', data);
	let flow: Flow;
	let items: Array<Record<string, string>>;
	if (task.name === 'importPeople') {
		flow = importFlow(org.url, credential);
		items = task.people;
	} else if (task.name === 'syncMembers') {
		flow = syncFlow(org.url, task.group, credential);
		items = task.logins.map((login) => ({ login }));
	} else throw new Error(`There is no flow for ${task.name}`);
	return async () => {
		const signal = AbortSignal.timeout(atMost * 1000);
		const settings = { executionOrder: 'v1' } as const;
		const { run, error } = await n8n.runWorkflow({ ...flow, items, signal, settings });
		return async (): Promise<Work> => {
			const { runData } = run.data.resultData;
			const changed = flow.writers.flatMap((name) =>
				(runData[name] ?? []).flatMap(({ data: out }) => out?.main?.flat() ?? []),
			);
			const failed = changed.filter((item) => item?.error ?? (item && 'error' in item.json));
			const done = changed.length - failed.length;
			return { done, distinct: done, failed: failed.length, remark: error?.message };
		};
	};
};

/** Rows on the first input, users on the second: create, update, suspend. */
function importFlow(org: string, credential: StoredCredential): Flow {
	const [create, update, suspend] = ['Create', 'Update', 'Suspend'];
	const search = new URLSearchParams({ limit: '200', search: scope }).toString();
	const profile = columns.map((name) => `${name}: $json.profile.${name} ?? ''`).join();
	const fields = {
		employeeNumber: '={{ $json.employeeNumber }}',
		department: '={{ $json.department }}',
	};
	const names = Object.fromEntries(
		['firstName', 'lastName', 'login', 'email'].map((name) => [name, `={{ $json.${name} }}`]),
	);
	const okta = (name: string, parameters: INode['parameters']): INode => ({
		...base(name, 'okta', 1, parameters, credential),
		onError: 'continueRegularOutput',
	});
	return {
		nodes: [
			...reading(`${org}/api/v1/users?${search}`, `id: $json.id, ${profile}`, key, credential),
			okta(create, { resource: 'user', operation: 'create', ...names, getCreateFields: fields }),
			okta(update, {
				resource: 'user',
				operation: 'update',
				userId: { __rl: true, mode: 'login', value: '={{ $json.login }}' },
				getUpdateFields: { ...names, ...fields },
			}),
			requestEach(
				suspend,
				'POST',
				`=${org}/api/v1/users/{{ $json.id }}/lifecycle/suspend`,
				credential,
			),
		],
		connections: {
			...beforeComparison,
			Compare: { main: [[to(create)], null, [to(update)], [to(suspend)]] },
		},
		writers: [create, update, suspend],
	};
}

/** Logins on the first input, members on the second: look up and add, remove. */
function syncFlow(org: string, group: string, credential: StoredCredential): Flow {
	const [find, add, remove] = ['Find', 'Add', 'Remove'];
	const members = `${org}/api/v1/groups/${group}/users`;
	const one = `=${members}/{{ $json.id }}`;
	return {
		nodes: [
			...reading(
				`${members}?limit=1000`,
				'id: $json.id, login: $json.profile.login',
				'login',
				credential,
			),
			requestEach(
				find,
				'GET',
				`=${org}/api/v1/users/{{ encodeURIComponent($json.login) }}`,
				credential,
			),
			requestEach(add, 'PUT', one, credential),
			requestEach(remove, 'DELETE', one, credential),
		],
		connections: {
			...beforeComparison,
			Compare: { main: [[to(find)], null, null, [to(remove)]] },
			[find]: { main: [[to(add)]] },
		},
		writers: [add, remove],
	};
}

const to = (name: string, index = 0) => ({ node: name, type: 'main' as const, index });

const beforeComparison: IConnections = {
	[START]: { main: [[to('Compare'), to('Read')]] },
	Read: { main: [[to('Fields')]] },
	Fields: { main: [[to('Compare', 1)]] },
};

/** From the start to the comparison, with the shortest form of each node. */
function reading(
	url: string,
	members: string,
	match: string,
	credential: StoredCredential,
): INode[] {
	const link = '$response.headers.link';
	const pagination = {
		paginationMode: 'responseContainsNextURL',
		nextURL: `={{ /<([^>]+)>; rel="next"/.exec(${link} ?? '')?.[1] }}`,
		paginationCompleteWhen: 'other',
		completeExpression: `={{ !${link}?.includes('rel="next"') }}`,
	};
	const read = request('Read', 'GET', url, credential);
	return [
		{ ...node(START, 'n8n-nodes-base.manualTrigger'), parameters: {} },
		{
			...read,
			executeOnce: true,
			parameters: { ...read.parameters, options: { pagination: { pagination } } },
		},
		base('Fields', 'set', 3.4, {
			mode: 'raw',
			jsonOutput: `={{ ({ ${members} }) }}`,
			options: {},
		}),
		base('Compare', 'compareDatasets', 2.3, {
			mergeByFields: { values: [{ field1: match, field2: match }] },
			resolve: 'preferInput1',
			options: { skipFields: 'id' },
		}),
	];
}

const request = (name: string, method: string, url: string, credential: StoredCredential): INode =>
	base(
		name,
		'httpRequest',
		4.2,
		{
			method,
			url,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'oktaApi',
			options: {},
		},
		credential,
	);

/** A request for each item; one that is refused doesn't keep the others from being sent. */
const requestEach = (...given: Parameters<typeof request>): INode => ({
	...request(...given),
	onError: 'continueRegularOutput',
});

const base = (
	name: string,
	type: BaseNode,
	typeVersion: number,
	parameters: INode['parameters'],
	credential?: StoredCredential,
): INode => ({ ...node(name, baseType(type), credential), typeVersion, parameters });
