import { randomUUID } from 'node:crypto';
import { Credentials, getAdditionalKeys } from 'n8n-core';
import type {
	GenericValue,
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialTypes,
	IExecuteData,
	IHttpRequestHelper,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeParameters,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import {
	getCredentialOwnRequestAllowedDomains,
	ICredentialsHelper,
	isExpression,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';

/** What an admin types into a credential, and what the credential keeps beside it. */
export interface CredentialData {
	[name: string]: string | string[] | number | boolean | CredentialData;
}

/** A row of n8n's credentials table: `data` is encrypted. */
interface CredentialRow {
	id: string;
	name: string;
	type: string;
	data: string | undefined;
}

/** What a node of a workflow refers to. */
export interface StoredCredential {
	id: string;
	name: string;
	type: string;
}

/** n8n's credentials table, in memory, encrypted by n8n-core. */
export class CredentialStore {
	private readonly rows = new Map<string, CredentialRow>();

	async create(type: string, data: CredentialData): Promise<StoredCredential> {
		const id = randomUUID();
		const name = `${type} ${this.rows.size + 1}`;
		this.rows.set(id, { id, name, type, data: undefined });
		await this.write(id, type, data);
		return { id, name, type };
	}

	/** Replaces the data of a credential, hidden properties included, as a save in n8n does. */
	async write(id: string, type: string, data: CredentialData): Promise<void> {
		const row = this.row(id, type);
		const credentials = this.open(id, type);
		await credentials.setData(data);
		row.data = credentials.data;
	}

	async read(id: string, type: string): Promise<CredentialData> {
		return await this.open(id, type).getData();
	}

	open(id: string | null, type: string): Credentials<CredentialData> {
		const { name, data } = this.row(id, type);
		return new Credentials({ id, name }, type, data);
	}

	private row(id: string | null, type: string): CredentialRow {
		const row = id === null ? undefined : this.rows.get(id);
		if (row?.type !== type) throw new Error(`No credential ${String(id)} of type ${type}`);
		return row;
	}
}

/** Expressions in credentials are evaluated on a workflow of one nameless node. */
const expressionNode: INode = {
	id: '',
	name: '',
	type: 'mock',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const expressionWorkflow = () =>
	new Workflow({
		nodes: [expressionNode],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => expressionNodeType,
			getByNameAndVersion: () => expressionNodeType,
			getKnownTypes: () => ({}),
		},
	});
const expressionNodeType = {
	description: {
		name: 'mock',
		displayName: 'mock',
		description: '',
		group: [],
		version: 1,
		defaults: {},
		inputs: [],
		outputs: [],
		properties: [],
	},
};

/** A header of a credential whose `authenticate` is a table of expressions. */
function resolveHeader(value: unknown, keys: { $credentials: ICredentialDataDecryptedObject }) {
	const { expression } = expressionWorkflow();
	return typeof value === 'string' && isExpression(value)
		? String(
				expression.getSimpleParameterValue(expressionNode, value, 'internal', keys, undefined, ''),
			)
		: String(value);
}

const isCredentialValue = (value: GenericValue): value is CredentialData[string] =>
	['string', 'number', 'boolean'].includes(typeof value) ||
	(Array.isArray(value) && value.every((entry) => typeof entry === 'string')) ||
	isCredentialData(value);

const isCredentialData = (value: GenericValue): value is CredentialData =>
	typeof value === 'object' &&
	value !== null &&
	!Array.isArray(value) &&
	Object.values(value).every(isCredentialValue);

function assertCredentialData(value: GenericValue): asserts value is CredentialData {
	if (!isCredentialData(value)) throw new Error('A credential holds texts, numbers and switches');
}

/**
 * Behaves towards n8n-core as n8n's own credentials helper (2.41.1) does for a credential type
 * with `preAuthentication`: what leaves the store passes the declared properties, a token is
 * fetched only when the expirable property is empty or n8n-core says it expired, and what is
 * fetched is written back. Left out: sharing, external secrets, dynamic and OAuth credentials.
 */
export class EngineCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: ICredentialTypes,
		private readonly store: CredentialStore,
	) {
		super();
	}

	override getParentTypes(type: string): string[] {
		return this.types.getParentTypes(type);
	}

	override isCredentialUsableByNode(type: string, nodeType: string): boolean {
		const restricted = this.types.getByName(type).restrictToSupportedNodes === true;
		return !restricted || this.types.getSupportedNodes(type).includes(nodeType);
	}

	override getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.types.getByName(type);
		const merged: INodeProperties[] = [];
		for (const parent of parents) {
			NodeHelpers.mergeNodeProperties(merged, this.getCredentialsProperties(parent));
		}
		NodeHelpers.mergeNodeProperties(merged, properties);
		return merged;
	}

	override async authenticate(
		credentials: ICredentialDataDecryptedObject,
		type: string,
		requestOptions: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.getByName(type);
		if (typeof authenticate === 'function') {
			return await authenticate(credentials, requestOptions);
		}
		const keys = { $credentials: credentials };
		const headers = Object.entries(authenticate?.properties.headers ?? {}).map(
			([name, value]): [string, string] => [name, resolveHeader(value, keys)],
		);
		return {
			...requestOptions,
			headers: { ...requestOptions.headers, ...Object.fromEntries(headers) },
		};
	}

	override async preAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
		node: INode,
		credentialsExpired: boolean,
	): Promise<ICredentialDataDecryptedObject | undefined> {
		const expirable = this.types
			.getByName(type)
			.properties.find(
				(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
			);
		if (expirable === undefined) return undefined;
		// n8n means to fetch on every credential test as well, but looks for a type name no test
		// node has (2.41.1 and 1.122.5), so a test with a token in store fetches none.
		if (credentials[expirable.name] !== '' && !credentialsExpired) return undefined;

		const output = await this.runPreAuthentication(helpers, credentials, type);
		const reference = node.credentials?.[type];
		if (output?.[expirable.name] === undefined || reference === undefined) return undefined;

		const stored = await this.store.open(reference.id, type).getData();
		const kept = Object.entries(output).filter(
			([name]) => name === expirable.name || !isExpression(stored[name]),
		);
		await this.updateCredentials(reference, type, { ...stored, ...Object.fromEntries(kept) });
		return Object.assign(credentials, output);
	}

	override async runPreAuthentication(
		helpers: IHttpRequestHelper,
		credentials: ICredentialDataDecryptedObject,
		type: string,
	): Promise<CredentialData | undefined> {
		const { preAuthentication } = this.types.getByName(type);
		if (preAuthentication === undefined) return undefined;
		const output = await preAuthentication.call(
			withinAllowedDomains(helpers, credentials),
			credentials,
		);
		assertCredentialData(output);
		return output;
	}

	override async getCredentials(reference: INodeCredentialsDetails, type: string) {
		return this.store.open(reference.id, type);
	}

	override async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		reference: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<CredentialData> {
		const stored = await this.store.open(reference.id, type).getData();
		if (raw === true) return stored;
		return await this.applyDefaults(additionalData, stored, type, mode, executeData, resolveValues);
	}

	/** Declared properties only, defaults filled in, expressions resolved. */
	async applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: CredentialData,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<CredentialData> {
		const declared =
			NodeHelpers.getNodeParameters(
				this.getCredentialsProperties(type),
				stored,
				true,
				false,
				null,
				null,
			) ?? {};
		for (const name of ['allowedHttpRequestDomains', 'allowedDomains']) {
			const value = stored[name];
			if (declared[name] === undefined && typeof value === 'string') declared[name] = value;
		}

		const keys = getAdditionalKeys(additionalData, mode, null, { isCredential: true });
		const resolved =
			resolveValues === undefined
				? await this.resolveAlone(declared, mode, keys)
				: resolveValues.workflow.expression.getParameterValue(
						declared,
						resolveValues.runExecutionData,
						resolveValues.runIndex,
						resolveValues.itemIndex,
						resolveValues.node.name,
						resolveValues.connectionInputData,
						mode,
						keys,
						executeData,
						false,
						declared,
					);
		assertCredentialData(resolved);
		return resolved;
	}

	override async updateCredentials(
		reference: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		assertCredentialData(data);
		await this.store.write(String(reference.id), type, data);
	}

	override async updateCredentialsOauthTokenData(): Promise<void> {
		throw new Error("The engine tests have no credential of n8n's own OAuth types");
	}

	/** The same helper, but nodes asking for their credential get this data: a dialog's edits. */
	showing(data: CredentialData): EngineCredentialsHelper {
		const { types, store } = this;
		return new (class extends EngineCredentialsHelper {
			override async getDecrypted(): Promise<CredentialData> {
				return data;
			}
		})(types, store);
	}

	private async resolveAlone(
		declared: INodeParameters,
		mode: WorkflowExecuteMode,
		keys: ReturnType<typeof getAdditionalKeys>,
	) {
		const { expression } = expressionWorkflow();
		return expression.getComplexParameterValue(
			expressionNode,
			declared,
			mode,
			keys,
			undefined,
			undefined,
			declared,
		);
	}
}

/** A credential's own "Allowed HTTP Request Domains" bind its token request too. */
function withinAllowedDomains(
	{ helpers }: IHttpRequestHelper,
	credentials: ICredentialDataDecryptedObject,
): IHttpRequestHelper {
	return {
		helpers: {
			httpRequest: async (options) => {
				const allowedDomains = getCredentialOwnRequestAllowedDomains(credentials);
				const answer: unknown = await helpers.httpRequest(
					allowedDomains === undefined ? options : { ...options, allowedDomains },
				);
				return answer;
			},
		},
	};
}
