import { PackageDirectoryLoader } from 'n8n-core';
import type {
	ICredentialType,
	ICredentialTypes,
	IDataObject,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
} from 'n8n-workflow';
import { injectDomainRestrictionFields, NodeHelpers } from 'n8n-workflow';
import { baseNodes } from './baseNodes';

/** Types of other packages that are to be there beside the package under test. */
export interface OtherTypes {
	/** By full name. */
	nodes?: Readonly<Record<string, INodeType | IVersionedNodeType>>;
	credentials?: Readonly<Record<string, ICredentialType>>;
}

/** Node types by their full name, `<package>.<node>`, as workflows spell them. */
export class LoadedNodeTypes implements INodeTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly others: NonNullable<OtherTypes['nodes']> = {},
	) {}

	getByName(fullName: string): INodeType | IVersionedNodeType {
		const [packageName, name = ''] = fullName.split('.');
		if (packageName === this.loader.packageName) return this.loader.getNode(name).type;
		const base = packageName === 'n8n-nodes-base' ? baseNodes[name] : undefined;
		const type = this.others[fullName] ?? base;
		if (type === undefined) throw new Error(`The engine tests have no node type ${fullName}`);
		return type;
	}

	getByNameAndVersion(fullName: string, version?: number): INodeType {
		return NodeHelpers.getVersionedNodeType(this.getByName(fullName), version);
	}

	getKnownTypes(): IDataObject {
		return { ...this.loader.known.nodes };
	}
}

export class LoadedCredentialTypes implements ICredentialTypes {
	constructor(
		private readonly loader: PackageDirectoryLoader,
		private readonly others: NonNullable<OtherTypes['credentials']> = {},
	) {}

	recognizes(type: string): boolean {
		return type in this.others || type in this.loader.known.credentials;
	}

	getByName(type: string): ICredentialType {
		return this.others[type] ?? this.loader.getCredential(type).type;
	}

	/** Full node names, as n8n compares them with the type of the node that asks. */
	getSupportedNodes(type: string): string[] {
		const nodes = this.loader.known.credentials[type]?.supportedNodes ?? [];
		return nodes.map((node) => `${this.loader.packageName}.${node}`);
	}

	getParentTypes(type: string): string[] {
		const parents = this.loader.known.credentials[type]?.extends ?? [];
		return parents.flatMap((parent) => [parent, ...this.getParentTypes(parent)]);
	}
}

/**
 * Loads a community package the way n8n does at its start: the classes of package.json's `n8n`
 * section, then n8n's own additions (domain restriction fields on the credential, a closing
 * "Custom API Call" in the lists of resources and operations).
 */
export async function loadPackage(directory: string, others: OtherTypes = {}) {
	const loader = new PackageDirectoryLoader(directory);
	await loader.loadAll();

	for (const { type } of Object.values(loader.credentialTypes)) {
		type.properties = injectDomainRestrictionFields(type);
	}
	for (const description of loader.types.nodes) {
		const proxies = description.credentials?.some(
			({ name }) => loader.getCredential(name).type.authenticate !== undefined,
		);
		if (proxies === true) appendCustomApiCall(description.properties);
	}
	return {
		nodeTypes: new LoadedNodeTypes(loader, others.nodes),
		credentialTypes: new LoadedCredentialTypes(loader, others.credentials),
	};
}

function appendCustomApiCall(properties: INodeType['description']['properties']): void {
	const name = 'Custom API Call';
	for (const { name: property, options } of properties) {
		if (!['resource', 'operation'].includes(property) || options === undefined) continue;
		if (options.at(-1)?.name !== name) options.push({ name, value: '__CUSTOM_API_CALL__' });
	}
}
