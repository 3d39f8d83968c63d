import type { INodeProperties } from 'n8n-workflow';

/** Where a file that is put out beside an item goes. */
export const binaryField: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryField',
	type: 'string',
	default: 'data',
	description: 'Name of the binary field of the item that holds the file',
};
