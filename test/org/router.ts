/** A route template, `GET /api/v1/users/{userId}`, and what answers it. */
export interface Routed {
	route: string;
}

export type Match<R> =
	| { found: 'route'; route: R; params: Record<string, string> }
	| { found: 'path' }
	| { found: 'nothing' };

interface Branch<R> {
	literal: Map<string, Branch<R>>;
	parameter?: Branch<R>;
	methods: Map<string, { route: R; names: string[] }>;
}

/** Templates compiled into a tree once; a literal segment is preferred to a parameter. */
export class Router<R extends Routed> {
	readonly #root: Branch<R> = { literal: new Map(), methods: new Map() };

	constructor(routes: readonly R[]) {
		for (const route of routes) this.#add(route);
	}

	match(method: string, segments: readonly string[]): Match<R> {
		const values: string[] = [];
		const branch = find(this.#root, segments, 0, values);
		if (!branch) return { found: 'nothing' };
		const entry = branch.methods.get(method);
		if (!entry) return { found: 'path' };
		const params: Record<string, string> = {};
		for (const [index, name] of entry.names.entries()) params[name] = values[index] ?? '';
		return { found: 'route', route: entry.route, params };
	}

	#add(route: R): void {
		const [method = '', template = ''] = route.route.split(' ');
		const names: string[] = [];
		let branch = this.#root;
		for (const segment of template.split('/').filter(Boolean)) {
			const name = /^\{(\w+)\}$/.exec(segment)?.[1];
			if (name !== undefined) names.push(name);
			branch = name === undefined ? literal(branch, segment) : parameter(branch);
		}
		if (branch.methods.has(method)) throw new Error(`Two routes answer ${route.route}`);
		branch.methods.set(method, { route, names });
	}
}

/** The tree of a list of routes, which many orgs share. */
export function treeOf<R extends Routed, T extends Routed>(
	plant: (routes: readonly R[]) => Router<T>,
): (routes: readonly R[]) => Router<T> {
	const trees = new WeakMap<readonly R[], Router<T>>();
	return (routes) => {
		const tree = trees.get(routes) ?? plant(routes);
		trees.set(routes, tree);
		return tree;
	};
}

const empty = <R>(): Branch<R> => ({ literal: new Map(), methods: new Map() });

function literal<R>(branch: Branch<R>, segment: string): Branch<R> {
	const next = branch.literal.get(segment) ?? empty<R>();
	branch.literal.set(segment, next);
	return next;
}

function parameter<R>(branch: Branch<R>): Branch<R> {
	branch.parameter ??= empty<R>();
	return branch.parameter;
}

function find<R>(
	branch: Branch<R>,
	segments: readonly string[],
	index: number,
	values: string[],
): Branch<R> | undefined {
	const segment = segments[index];
	if (segment === undefined) return branch.methods.size > 0 ? branch : undefined;
	const literalNext = branch.literal.get(segment);
	if (literalNext) {
		const found = find(literalNext, segments, index + 1, values);
		if (found) return found;
	}
	if (!branch.parameter) return undefined;
	values.push(segment);
	const found = find(branch.parameter, segments, index + 1, values);
	if (!found) values.pop();
	return found;
}
