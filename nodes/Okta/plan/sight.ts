import type { IDataObject } from 'n8n-workflow';

import type { OktaRequest, Paging } from '../transport/types';
import type { Foreseen } from './foreseen';

/** What foreseeing a write works with: the request, and the org as it would be by then. */
export interface Sight {
	request: OktaRequest;
	/** The members of the path, unescaped, by the names of the route. */
	ids: Readonly<Record<string, string>>;
	/** Empty where the request has none. */
	body: IDataObject;
	/** A parameter of the query as text; the default where it isn't sent. */
	query: (name: string, byDefault?: string) => string;
	/** The object at a path, or none. Read from Okta once a run. */
	read: (path: string) => Promise<IDataObject | undefined>;
	/** The same for a list. */
	list: (path: string, paging?: Paging, query?: OktaRequest['query']) => Promise<IDataObject[]>;
	/** What the plan itself would leave at a path: null for nothing, undefined where it says nothing. */
	planned: (path: string) => IDataObject | null | undefined;
	/** An ID for what would be made. */
	placeholder: (kind: string) => string;
}

/** Says what Okta would answer to a write. Sends nothing but reads. */
export type Foresee = (sight: Sight) => Promise<Foreseen>;

/** By route: method and path as Okta's reference writes them, the names in braces being ours. */
export type Foresights = Readonly<Record<string, Foresee>>;
