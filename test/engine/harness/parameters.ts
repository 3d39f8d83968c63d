import type { INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';

/** A resource locator set to an ID, which may be an expression. */
export const byId = (value: string): INodeParameterResourceLocator => ({
	__rl: true,
	mode: 'id',
	value,
});

/** A resource mapper with columns mapped by hand: column, its type, its value. */
export const mapped = (
	...columns: Array<
		[id: string, type: 'string' | 'number' | 'boolean' | 'array', value: string | number | boolean]
	>
): INodeParameters => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(columns.map(([id, , value]) => [id, value])),
	schema: columns.map(([id, type]) => ({
		id,
		displayName: id,
		type,
		required: false,
		display: true,
		defaultMatch: false,
	})),
});
