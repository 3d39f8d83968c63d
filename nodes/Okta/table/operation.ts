import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Method, Okta, OktaRequest, Repeat } from '../transport/types';
import type { Answering } from './answering';
import type { Effect } from './effect';
import type { Host } from './host';
import type { Right } from './permissions';
import type { Together } from './together';
import type { Values } from './values';

/** Method and path as Okta's API reference writes them; the braces hold the names of our fields. */
export type Route = `${Method | 'ANY'} /${string}` | typeof NOWHERE;

/** The route of an operation that works on this machine alone and calls nobody. */
export const NOWHERE = 'NONE';

/** A field whose value is sent under another name, deeper in the body, or in another shape. */
export interface Placement {
	field: INodeProperties;
	/** Name in the request; dots lead into objects of the body, as in `credentials.password.value`. */
	as?: string;
	/** From the value in the form to the value in the request; `undefined` isn't sent. */
	convert?: (value: unknown) => unknown;
	/** What a text field takes beside text, from an expression: a list of texts, or an object. */
	accepts?: 'list' | 'json';
}

/** A field of the form. Without a placement it is sent under its own name. */
export type Placed = INodeProperties | Placement;

/** Where the values of an operation's fields go. */
export interface Fields {
	query?: readonly Placed[];
	body?: readonly Placed[];
	header?: readonly Placed[];
	/** Steer `prepare` or `run` and aren't sent by themselves. */
	controls?: readonly Placed[];
}

/** What an operation's own code gets to work with, for one input item. */
export interface Call {
	okta: Okta;
	/** Built from route, fields and values; what would be sent if there were no `run`. */
	request: OktaRequest;
	values: Values;
	/** All operations of the node. */
	resources: readonly Resource[];
	host: Host;
}

/** What an operation puts out: data, and files beside it. */
export type Output = Pick<INodeExecutionData, 'json' | 'binary'>;

/**
 * Does a piece of work for each item that has not failed, several at a time, those on one object in
 * turn. An item whose work throws has failed, and is left out from then on.
 *
 * @throws when the run is to end with an item that fails, or by Stop
 */
export type OfEach = <T>(work: (call: Call) => Promise<T>) => Promise<ReadonlyMap<Call, T>>;

/** One entry of the table that form, execution, documentation and tests are made from. */
export interface Operation extends Fields {
	/** Shown in the editor. */
	name: string;
	/** Stored in workflows, so it never changes. */
	value: string;
	/** Title in n8n's list of actions: a verb and what it acts on. */
	action: string;
	description: string;
	/** Whether what it does cannot be undone, or the switch that makes it so; the description says it. */
	final?: true | string;
	route: Route;
	/** The other calls that `run` makes. */
	also?: readonly Route[];
	/** Any one of them is enough; empty when it depends on what the user types. */
	scopes: readonly OktaScope[];
	/** What it takes beside one of those. */
	alsoScopes?: readonly OktaScope[];
	/**
	 * What an admin role has to allow, all of it, where that isn't what its calls need (`rightsOf.ts`).
	 */
	permissions?: readonly Right[];
	/** Calls and scopes in place of `route` and `scopes`, where a choice in the form decides. */
	variants?: readonly Variant[];
	/** What to do when a POST got no proper answer; every operation that sends one says so. */
	repeat?: Repeat;
	/** What it says of what it changed; every operation that changes something has it. */
	effect?: Effect;
	/**
	 * What tells the object an item changes from those of other items, where it isn't the path: items
	 * on one object run one after another. Empty when there is nothing to keep apart.
	 */
	object?: (values: Values) => string;
	/** Whether it works for all items of a run together, which then have to be of one org. */
	wholeRun?: boolean;
	/**
	 * Of what whole it changes a part, such as the members of a group: then people may limit the part.
	 */
	whole?: Whole;
	/** One field for each brace of the route. */
	path?: readonly INodeProperties[];
	/** Rarely used fields, gathered under "Options" in the editor. */
	options?: Fields;
	/** Values every request of the operation carries. */
	fixed?: { query?: OktaRequest['query']; body?: IDataObject };
	/** Brings Return All and Limit, and follows Okta's `next` links. */
	list?: List;
	/** Brings Output: the answer simplified, reduced to chosen fields, or as Okta sends it. */
	shaped?: boolean;
	/** How a row is simplified, where it isn't as for all others. */
	simplify?: (row: IDataObject) => IDataObject;
	/**
	 * Secrets stay out of the output of every operation. Of this one the members of these names, or
	 * all, come out where somebody asks for them in the form: by a switch that is on, or by a choice
	 * other than `none`.
	 */
	secrets?: { members: readonly string[] | 'all'; shownBy: string };
	/** Parameters of Okta's specification the form doesn't offer, each with the reason. */
	leftOut?: Readonly<Record<string, string>>;
	/**
	 * Okta's path takes a login where it asks for the user ID, so none has to be looked up that fits
	 * there; the operation compares who comes.
	 */
	acceptsLogin?: boolean;
	/** Last touch to the request before it is sent; pure. */
	prepare?: (request: OktaRequest, values: Values) => OktaRequest;
	/** Replaces the one request where an operation needs several; answers with output objects. */
	run?: (call: Call) => Promise<IDataObject[]>;
	/** Treats the items that are about the same object as one. */
	together?: Together;
	/** The same as `run` for an operation that also puts out files. */
	produce?: (call: Call) => Promise<Output[]>;
	/**
	 * Replaces `run` for an operation that treats the items of a run together: something happens of all
	 * of them before anything else of any, or is read once for all. Answers with what each puts out.
	 */
	runAll?: (calls: readonly Call[], ofEach: OfEach) => Promise<ReadonlyMap<Call, Output[]>>;
	/** Whether it does what the items of a plan say that its field Plan holds, each for itself. */
	appliesPlan?: true;
	/** What an operation does that calls nobody; its route is `NONE`. */
	compute?: (values: Values) => Promise<IDataObject[]>;
	/** What it tells Okta, which asked by an inline hook and waits; its route is `NONE`. */
	answering?: Answering;
}

/** Something of which each item changes one member. */
export interface Whole {
	/** What it has, as people say it: `members of the group`. */
	name: string;
	/** The field that holds its ID. */
	field: string;
	/** How many members it has. */
	count: (okta: Okta, id: string) => Promise<number>;
}

/** What an operation calls, and what that takes, when something else is chosen in its form. */
export interface Variant {
	/** What is chosen, as the editor calls it. */
	name: string;
	route: Route;
	also?: readonly Route[];
	/** Any one of them is enough. */
	scopes: readonly OktaScope[];
	/** What it takes beside one of those. */
	alsoScopes?: readonly OktaScope[];
	/** What an admin role has to allow, where that isn't what its calls need. */
	permissions?: readonly Right[];
}

/** How a list comes in pages. */
export interface List {
	/** Objects asked for per page: the most this endpoint gives, or advises. None: it doesn't page. */
	pageSize?: number;
	/** The fewest Okta lets a caller ask for. */
	smallestPage?: number;
	/** The member that holds the rows, where they come in an object with `_links.next` beside them. */
	rowsIn?: string;
	/** Whether those rows may also come as a bare list. */
	orBare?: boolean;
}

/** Facts about a resource that hold for all its operations. */
export interface ResourceFacts {
	name: string;
	value: string;
	description: string;
}

export interface Resource extends ResourceFacts {
	operations: readonly Operation[];
}

/** Method and path of a route. */
export function splitRoute(route: Route): { method: string; path: string } {
	const space = route.indexOf(' ');
	return { method: route.slice(0, space), path: route.slice(space + 1) };
}

/** Whether an operation sends anything but reads. */
export function changesSomething({ route, also = [], variants = [] }: Operation): boolean {
	const routes = [route, ...also, ...variants.flatMap((one) => [one.route, ...(one.also ?? [])])];
	return routes.some((one) => one !== NOWHERE && splitRoute(one).method !== 'GET');
}

/** The placement of a field, spelled out. */
export function toPlacement(placed: Placed): Placement {
	return 'field' in placed ? placed : { field: placed };
}
