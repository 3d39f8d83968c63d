import type { INodeExecutionData } from 'n8n-workflow';

/** What reading a form takes of n8n. */
export interface FormContext {
	/** A parameter with its expressions resolved for an item. */
	getNodeParameter: (name: string, itemIndex: number, byDefault: unknown) => unknown;
	getInputData: () => INodeExecutionData[];
	/** IANA name of the workflow's time zone. */
	getTimezone: () => string;
}
