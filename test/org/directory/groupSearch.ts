import type { Call } from '../route';
import type { Group } from './groupStore';
import { iso, text } from './model';
import { invalidSearch, searchAndFilter } from './refusals';
import type { Attributes } from './schema';
import type { Language, Operator } from './search';
import { understand } from './understand';

const DATES = new Set(['created', 'lastUpdated', 'lastMembershipUpdated']);
const TEXTS = new Set(['id', 'type', 'source.id']);
const ORDER: ReadonlySet<Operator> = new Set<Operator>(['eq', 'gt', 'ge', 'lt', 'le']);
const SEARCH: ReadonlySet<Operator> = new Set<Operator>(['eq', 'sw', 'pr']);
const SEARCH_TEXT: ReadonlySet<Operator> = new Set<Operator>([...SEARCH, 'co']);
const SEARCH_ORDER: ReadonlySet<Operator> = new Set<Operator>([...ORDER, 'pr']);
const EQUALITY: ReadonlySet<Operator> = new Set<Operator>(['eq']);

function read(group: Group, name: string): unknown {
	if (name.startsWith('profile.')) return group.profile[name.slice('profile.'.length)];
	switch (name) {
		case 'id':
			return group.id;
		case 'type':
			return group.type;
		case 'source.id':
			return group.sourceId;
		case 'created':
			return iso(group.created);
		case 'lastUpdated':
			return iso(group.lastUpdated);
		case 'lastMembershipUpdated':
			return iso(group.lastMembershipUpdated);
		default:
			return undefined;
	}
}

const searchLanguage = (attributes: Attributes): Language<Group> => ({
	caseSensitive: false,
	read,
	attribute(name) {
		if (DATES.has(name)) return { type: 'date', operators: SEARCH_ORDER };
		if (TEXTS.has(name)) return { type: 'string', operators: SEARCH };
		const property = name.startsWith('profile.') ? name.slice('profile.'.length) : '';
		const attribute = Object.hasOwn(attributes, property) ? attributes[property] : undefined;
		if (!attribute) return undefined;
		if (attribute.type === 'integer' || attribute.type === 'number')
			return { type: 'number', operators: SEARCH_ORDER };
		return {
			type: attribute.type === 'boolean' ? 'boolean' : 'string',
			operators: property === 'name' || property === 'description' ? SEARCH_TEXT : SEARCH,
		};
	},
});

const filterLanguage: Language<Group> = {
	caseSensitive: true,
	read,
	attribute(name) {
		if (name === 'lastUpdated' || name === 'lastMembershipUpdated')
			return { type: 'date', operators: ORDER };
		return name === 'id' || name === 'type' ? { type: 'string', operators: EQUALITY } : undefined;
	},
};

/** The groups a request asks for, in its order. A list by `q` has one page only. */
export function queryGroups({ org, query }: Call): { groups: Group[]; paged: boolean } {
	const all = org.directory.groups.asSearched();
	const search = query.get('search');
	const filter = query.get('filter');
	const q = query.get('q');
	if (search && (filter || q)) throw searchAndFilter();
	if (q) {
		const wanted = q.toLowerCase();
		return {
			groups: all.filter(({ profile }) => text(profile, 'name').toLowerCase().startsWith(wanted)),
			paged: false,
		};
	}
	if (filter) return { groups: select(all, filter, filterLanguage), paged: true };
	if (!search) return { groups: all, paged: true };
	const language = searchLanguage(org.directory.schemas.groupAttributes());
	const found = select(all, search, language);
	return {
		groups: sort(found, query.get('sortBy'), query.get('sortOrder'), language),
		paged: true,
	};
}

const select = (all: Group[], expression: string, language: Language<Group>): Group[] =>
	all.filter(understand(expression, language, invalidSearch));

function sort(
	groups: Group[],
	sortBy: string | null,
	sortOrder: string | null,
	language: Language<Group>,
): Group[] {
	if (!sortBy) return groups;
	if (!language.attribute(sortBy))
		throw invalidSearch(`The attribute '${sortBy}' cannot be sorted by.`);
	const sign = sortOrder?.toLowerCase().startsWith('desc') ? -1 : 1;
	const key = (group: Group) => {
		const value = read(group, sortBy);
		return typeof value === 'number' ? value : typeof value === 'string' ? value.toLowerCase() : '';
	};
	return [...groups].sort((a, b) => {
		const [one, other] = [key(a), key(b)];
		return one < other ? -sign : one > other ? sign : 0;
	});
}
