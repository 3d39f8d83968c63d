import type { Call } from '../route';
import type { Directory } from './directory';
import { iso, text, type User } from './model';
import { invalidSearch, searchAndFilter } from './refusals';
import type { Attributes } from './schema';
import {
	candidates,
	compile,
	parse,
	type Expression,
	type Language,
	type Literal,
	type Operator,
	type Predicate,
	type Searchable,
} from './search';
import { orRefuse } from './understand';

type Rows = (from: number) => Iterable<readonly [number, User]>;

const EQUALITY: ReadonlySet<Operator> = new Set<Operator>(['eq']);
const ORDER: ReadonlySet<Operator> = new Set<Operator>(['eq', 'gt', 'ge', 'lt', 'le']);
const SEARCH: ReadonlySet<Operator> = new Set<Operator>(['eq', 'sw', 'gt', 'ge', 'lt', 'le', 'pr']);
const SEARCH_TEXT: ReadonlySet<Operator> = new Set<Operator>([...SEARCH, 'co']);

/** Where `co` works. */
const CONTAINS = new Set(['firstName', 'lastName', 'email', 'login']);
const DATES = new Set(['created', 'activated', 'statusChanged', 'lastUpdated']);

/** Attributes of a user outside the profile. */
function read(user: User, name: string): unknown {
	if (name.startsWith('profile.')) return user.profile[name.slice('profile.'.length)];
	switch (name) {
		case 'id':
			return user.id;
		case 'status':
			return user.status;
		case 'created':
			return iso(user.created);
		case 'activated':
			return iso(user.activated);
		case 'statusChanged':
			return iso(user.statusChanged);
		case 'lastUpdated':
			return iso(user.lastUpdated);
		case 'type.id':
			return user.typeId;
		default:
			return undefined;
	}
}

/** What `search` understands: everything in the profile, and what describes the user itself. */
const searchLanguage = (attributes: Attributes): Language<User> => ({
	caseSensitive: false,
	read,
	attribute(name): Searchable | undefined {
		if (DATES.has(name)) return { type: 'date', operators: SEARCH };
		if (name === 'id' || name === 'status' || name === 'type.id')
			return { type: 'string', operators: SEARCH };
		const property = name.startsWith('profile.') ? name.slice('profile.'.length) : '';
		const attribute = Object.hasOwn(attributes, property) ? attributes[property] : undefined;
		if (!attribute) return undefined;
		const type = attribute.type === 'array' ? attribute.items?.type : attribute.type;
		return {
			type:
				type === 'integer' || type === 'number' ? 'number' : type === 'boolean' ? type : 'string',
			operators: CONTAINS.has(property) ? SEARCH_TEXT : SEARCH,
		};
	},
});

const FILTERED = new Set([
	'status',
	'id',
	'profile.login',
	'profile.email',
	'profile.firstName',
	'profile.lastName',
]);

/** What `filter` understands. Values are compared with case. */
const filterLanguage: Language<User> = {
	caseSensitive: true,
	read,
	attribute(name) {
		if (name === 'lastUpdated') return { type: 'date', operators: ORDER };
		return FILTERED.has(name) ? { type: 'string', operators: EQUALITY } : undefined;
	},
};

/** Of the users asked for, those in order. */
export interface UserQuery {
	rows: Rows;
	/** Whether the list goes on over several pages: with `q` it doesn't. */
	paged: boolean;
	/** Whether it ends after as many results as a search gives. */
	isSearch?: boolean;
}

/**
 * Understands `q`, `filter`, `search` with `sortBy`, or none of them.
 *
 * @throws OktaError E0000031 for an expression that is not understood, E0000033 for `search`
 * together with another.
 */
export function queryUsers({ query, org }: Call): UserQuery {
	const { directory } = org;
	const search = query.get('search');
	const filter = query.get('filter');
	const q = query.get('q');
	if (search && (filter || q)) throw searchAndFilter();
	if (search) {
		const isSearch = true;
		const attributes = allAttributes(directory);
		const matches = find(search, searchLanguage(attributes));
		const sortBy = query.get('sortBy');
		if (!sortBy)
			return {
				isSearch,
				paged: true,
				rows: scan(directory, matches, (at) => directory.users.asSearched(at)),
			};
		const isDescending = isDescendingOrder(query.get('sortOrder'));
		if (sortBy === 'created')
			return { isSearch, paged: true, rows: alongCreation(directory, matches, isDescending) };
		const sorted = () => sort(directory, matches, sortBy, isDescending, attributes);
		return {
			isSearch,
			paged: true,
			rows: (from) => along(directory, snapshot(directory, query, sorted), from),
		};
	}
	if (filter)
		return {
			paged: true,
			rows: scan(directory, find(filter, filterLanguage), (at) => directory.users.asFiltered(at)),
		};
	return {
		paged: !q,
		rows: scan(
			directory,
			{
				positions: undefined,
				created: always,
				test: q ? startsWith(q) : (user) => user.status !== 'DEPROVISIONED',
			},
			(at) => (q ? directory.users.asSearched(at) : directory.users.asListed(at)),
		),
	};

	function find(text: string, language: Language<User>): Matches {
		return orRefuse(() => {
			const expression = parse(text);
			return {
				test: compile(expression, language),
				positions: indexed(directory, expression),
				created: boundsOf(expression, 'created'),
			};
		}, invalidSearch);
	}
}

interface Matches {
	test: Predicate<User>;
	/** The only positions that can match, when an index tells. */
	positions: readonly number[] | undefined;
	/** When whoever matches was created. */
	created: Bounds;
}

/** From one time until before another, in epoch milliseconds. */
interface Bounds {
	from: number;
	end: number;
}

const always: Bounds = { from: -Infinity, end: Infinity };

/** Between which times a date has to lie for an expression to be true, as far as it plainly says. */
function boundsOf(expression: Expression, attribute: string): Bounds {
	if (expression.kind !== 'comparison')
		return expression.kind === 'or'
			? always
			: expression.operands
					.map((operand) => boundsOf(operand, attribute))
					.reduce((a, b) => ({ from: Math.max(a.from, b.from), end: Math.min(a.end, b.end) }));
	const time = typeof expression.value === 'string' ? Date.parse(expression.value) : NaN;
	if (expression.attribute !== attribute || Number.isNaN(time)) return always;
	switch (expression.operator) {
		case 'eq':
			return { from: time, end: time + 1 };
		case 'ge':
			return { from: time, end: Infinity };
		case 'gt':
			return { from: time + 1, end: Infinity };
		case 'le':
			return { from: -Infinity, end: time + 1 };
		case 'lt':
			return { from: -Infinity, end: time };
		default:
			return always;
	}
}

function allAttributes({ schemas }: Directory): Attributes {
	const ofTypes = schemas.types().map((type) => Object.entries(schemas.userAttributes(type.id)));
	return Object.fromEntries(ofTypes.flat());
}

/**
 * Users whose login, e-mail address or id is asked for, who were created in a certain instant, or
 * updated lately don't need a walk through all of them.
 */
function indexed({ users, ids }: Directory, expression: Expression): readonly number[] | undefined {
	const { from, end } = boundsOf(expression, 'created');
	if (end - from === 1)
		return [...users.inOrderOfCreation({ from, end, isDescending: false })].sort((a, b) => a - b);
	const updated = users.updatedSince(boundsOf(expression, 'lastUpdated').from);
	if (updated) return updated;
	return candidates(expression, (attribute: string, value: Literal) => {
		if (typeof value !== 'string') return undefined;
		if (attribute === 'id') return known(ids.position('00u', value));
		if (attribute === 'profile.login') return users.everWithLogin(value);
		if (attribute === 'profile.email') return users.everWithEmail(value);
		return undefined;
	});
}

const known = (position: number | undefined): readonly number[] =>
	position === undefined ? [] : [position];

const scan = (
	{ users }: Directory,
	{ test, positions }: Matches,
	at: (position: number) => User | undefined,
): Rows =>
	function* (from) {
		const all = positions ? positions.filter((position) => position >= from) : undefined;
		const end = all ? all.length : users.end;
		for (let index = all ? 0 : from; index < end; index++) {
			const position = all ? all[index] : index;
			const user = position === undefined ? undefined : at(position);
			if (position !== undefined && user && test(user)) yield [position, user];
		}
	};

function startsWith(q: string): Predicate<User> {
	const wanted = q.toLowerCase();
	return ({ profile, status }) =>
		status !== 'DEPROVISIONED' &&
		['firstName', 'lastName', 'email'].some((name) =>
			text(profile, name).toLowerCase().startsWith(wanted),
		);
}

/**
 * The matches in the order of their creation, which is known without sorting. The place of a user is
 * one more than the position, as 0 stands for the beginning.
 */
const alongCreation = (
	{ users }: Directory,
	{ test, created }: Matches,
	isDescending: boolean,
): Rows =>
	function* (place) {
		const first = place - 1;
		const order = { ...created, isDescending };
		if (place > 0 && isDescending) order.end = users.createdAt(first) + 1;
		else if (place > 0) order.from = users.createdAt(first);
		let isReached = place === 0;
		for (const position of users.inOrderOfCreation(order)) {
			isReached ||= position === first;
			const user = isReached ? users.asSearched(position) : undefined;
			if (user && test(user)) yield [position + 1, user];
		}
	};

const SNAPSHOTS = 4;

/** The pages of one sorted search come from one sorting, made for its first page. */
function snapshot(
	{ sortedSearches }: Directory,
	query: URLSearchParams,
	sorted: () => Uint32Array,
): Uint32Array {
	const key = JSON.stringify(['search', 'sortBy', 'sortOrder'].map((name) => query.get(name)));
	const known = query.get('after') ? sortedSearches.get(key) : undefined;
	const positions = known ?? sorted();
	sortedSearches.delete(key);
	sortedSearches.set(key, positions);
	const [oldest] = sortedSearches.keys();
	if (sortedSearches.size > SNAPSHOTS && oldest !== undefined) sortedSearches.delete(oldest);
	return positions;
}

/** The users at these positions, each with its place in the order. */
function* along(
	{ users }: Directory,
	positions: Uint32Array,
	from: number,
): Generator<readonly [number, User]> {
	for (let place = from; place < positions.length; place++) {
		const user = users.asSearched(positions[place] ?? -1);
		if (user) yield [place, user];
	}
}

/** @throws OktaError E0000031 for an attribute that can't be sorted by. */
function sort(
	directory: Directory,
	matches: Matches,
	sortBy: string,
	isDescending: boolean,
	attributes: Attributes,
): Uint32Array {
	if (!searchLanguage(attributes).attribute(sortBy))
		throw invalidSearch(`The attribute '${sortBy}' cannot be sorted by.`);
	const sign = isDescending ? -1 : 1;
	const keyed: Array<{ position: number; key: string | number }> = [];
	for (const [position, user] of scan(directory, matches, (at) => directory.users.asSearched(at))(
		0,
	))
		keyed.push({ position, key: sortKey(read(user, sortBy)) });
	// Ties keep the order of the ids, which is the order of the scan.
	keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0));
	return Uint32Array.from(keyed, ({ position }) => position);
}

/** @throws OktaError E0000031 for a direction there isn't. */
function isDescendingOrder(sortOrder: string | null): boolean {
	if (sortOrder && !/^(asc|desc)(ending)?$/i.test(sortOrder))
		throw invalidSearch(`The sort order '${sortOrder}' is neither asc nor desc.`);
	return sortOrder?.toLowerCase().startsWith('desc') ?? false;
}

const sortKey = (value: unknown): string | number =>
	typeof value === 'number'
		? value
		: Array.isArray(value)
			? value.join().toLowerCase()
			: typeof value === 'string' || typeof value === 'boolean'
				? String(value).toLowerCase()
				: '';
