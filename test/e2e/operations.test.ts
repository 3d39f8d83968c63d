import { resources } from '../../nodes/Okta/operations';
import { NOWHERE } from '../../nodes/Okta/table/operation';
import { scenarios, scopesOf } from '../engine/scenarios';
import { currentN8n } from '../n8n/cache';
import { byHand, chain, oneItemEach } from '../n8n/chain';
import { nodeType, oktaNode, openStage, saveCredential, type Stage } from '../n8n/stage';
import { startOrg } from '../org';
import { packedTarball } from './pack';

/** Every operation with its first scenario that a run by hand can be about, in an org of its own. */
const table = resources.flatMap(({ value: resource, operations }) =>
	operations.flatMap((operation) => {
		const key = `${resource}.${operation.value}`;
		const scenario = scenarios[key]?.find(({ puts, trigger }) => puts && trigger === undefined);
		return scenario ? [{ key, resource, operation, scenario }] : [];
	}),
);

describe(`operations in n8n ${currentN8n}`, () => {
	let stage: Stage;

	beforeAll(async () => {
		stage = await openStage({ version: currentN8n, tarball: packedTarball(), users: 20 });
	});
	afterAll(() => stage.close());

	it.each(table)(
		'$key: $scenario.name',
		async ({ key, resource, operation, scenario: { items: make, parameters, puts, leaves } }) => {
			const org = await startOrg({ users: 260 });
			try {
				const scopes = operation.scopes.length > 0 ? { scopes: scopesOf(operation) } : {};
				const app = await org.serviceApp({ key: 'ES256', ...scopes });
				const items = make(org);
				const expected = items.flatMap((item) => puts?.(item, org) ?? []);
				const form = {
					resource,
					operation: operation.value,
					...(operation.shaped && { output: 'everything' }),
					...parameters,
				};
				const node =
					operation.route === NOWHERE
						? { name: key, type: nodeType, typeVersion: 1, parameters: form }
						: oktaNode(await saveCredential(stage.n8n, app), key, form);
				const workflow = await stage.n8n.rest.createWorkflow(
					chain(key, byHand, ...oneItemEach('item', items), node),
				);
				const execution = await stage.n8n.rest.run(workflow, byHand.name);

				expect(execution.error).toBeUndefined();
				const rows = execution.items(key).map(({ json }) => json);
				expect(rows.filter(({ summary }) => summary !== true)).toEqual(expected);
				leaves?.(items, org);
			} finally {
				await org.close();
			}
		},
	);
});
