import type { BinaryHelperFunctions, IBinaryData, IDataObject } from 'n8n-workflow';

/** Keeps a file as binary data; resolves when it was read to its end. */
export type Store = (
	content: Parameters<BinaryHelperFunctions['prepareBinaryData']>[0],
	fileName: string,
	mimeType: string,
) => Promise<IBinaryData>;

/** What n8n does for operations beside sending requests. */
export interface Host {
	store: Store;
	/** Shows a line to whoever watches the execution, and to n8n's log. */
	tell: (line: string) => void;
	/** The same, and leaves it beside the output. */
	conclude: (line: string) => void;
	/**
	 * What n8n keeps for this node from one production execution to the next. Changes are kept when
	 * all items of this one are put out.
	 */
	memory: () => IDataObject;
}
