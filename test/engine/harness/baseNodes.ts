import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { jsonParse, NodeConnectionTypes } from 'n8n-workflow';

const described = (
	name: string,
	displayName: string,
	rest: Pick<INodeTypeDescription, 'group' | 'inputs'> & Partial<INodeTypeDescription>,
): INodeTypeDescription => ({
	name,
	displayName,
	description: displayName,
	version: 1,
	defaults: { name: displayName },
	outputs: [NodeConnectionTypes.Main],
	properties: [],
	...rest,
});

/**
 * The nodes of n8n-nodes-base a workflow under test needs: one to start from, the one n8n's
 * credential test runs as, and HTTP Request as far as it deals with credentials. The package itself is too large to be a development dependency;
 * the end-to-end tests run with the real one.
 */
export const baseNodes: Readonly<Record<string, INodeType>> = {
	manualTrigger: {
		description: described('manualTrigger', 'Manual Trigger', { group: ['trigger'], inputs: [] }),
		trigger: async () => ({}),
	},
	noOp: {
		description: described('noOp', 'No Operation', {
			group: ['organization'],
			inputs: [NodeConnectionTypes.Main],
		}),
		async execute() {
			return [this.getInputData()];
		},
	},
	httpRequest: {
		description: described('httpRequest', 'HTTP Request', {
			group: ['output'],
			inputs: [NodeConnectionTypes.Main],
			properties: [
				{ displayName: 'URL', name: 'url', type: 'string', default: '' },
				{ displayName: 'Credential Type', name: 'type', type: 'string', default: '' },
				{ displayName: 'Helper', name: 'helper', type: 'string', default: 'older' },
				{ displayName: 'Request', name: 'request', type: 'json', default: '{}' },
			],
		}),
		execute: sendAll,
	},
};

/** The helper in the form the HTTP Request node still uses; n8n calls it deprecated. */
interface OlderHelper {
	requestWithAuthentication: (
		this: IExecuteFunctions,
		credentialType: string,
		options: IDataObject & { uri: string },
		credentialOptions: undefined,
		itemIndex: number,
	) => Promise<unknown>;
}

/**
 * What n8n's HTTP Request node (2.41.1) does with a predefined credential: a request for each item,
 * all at the same time, by the older helper, which asks for a new token after any failure; or, as its
 * AI tool does, by the newer one. `request` is what the node's options make of the request.
 */
async function sendAll(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const helpers: OlderHelper = this.helpers;
	const parameter = (name: string, item: number): string => {
		const value = this.getNodeParameter(name, item, '');
		return typeof value === 'string' ? value : '';
	};
	const answers = await Promise.allSettled(
		this.getInputData().map(async (_item, index): Promise<unknown> => {
			const type = parameter('type', index);
			const url = parameter('url', index);
			const request = jsonParse<IDataObject>(parameter('request', index));
			if (parameter('helper', index) === 'newer') {
				const options = { method: 'GET', json: true, ...request, url } as const;
				return await this.helpers.httpRequestWithAuthentication.call(this, type, options);
			}
			const options = { method: 'GET', json: true, ...request, uri: url };
			return await helpers.requestWithAuthentication.call(this, type, options, undefined, index);
		}),
	);
	const failed = answers.find((answer) => answer.status === 'rejected');
	if (failed !== undefined && !this.continueOnFail()) throw failed.reason;
	const items = answers.map((answer, item): INodeExecutionData => {
		const json: IDataObject =
			answer.status === 'fulfilled'
				? { body: JSON.stringify(answer.value) }
				: { error: String(answer.reason) };
		return { json, pairedItem: { item } };
	});
	return [items];
}
