import type { Call } from '../route';
import type { App } from './appStore';
import type { Directory } from './directory';
import { invalidSearch } from './refusals';
import {
	compile,
	parse,
	SearchError,
	type Comparison,
	type Language,
	type Operator,
	type Predicate,
} from './search';
import { orRefuse } from './understand';

const EQUALITY: ReadonlySet<Operator> = new Set<Operator>(['eq']);
const TEXTS = new Set(['id', 'name', 'status', 'user.id', 'group.id', 'credentials.signing.kid']);

/** What `filter` understands. `user.id` holds for each of `users` who has the app. */
const language = (directory: Directory, users: readonly string[]): Language<App> => ({
	caseSensitive: true,
	attribute(name) {
		if (name === 'settings.slo.enabled') return { type: 'boolean', operators: EQUALITY };
		return TEXTS.has(name) ? { type: 'string', operators: EQUALITY } : undefined;
	},
	read(app, name) {
		switch (name) {
			case 'id':
			case 'name':
			case 'status':
				return app[name];
			case 'group.id':
				return [...app.groups.keys()];
			case 'user.id':
				return users.filter((id) => {
					const user = directory.findUser(id);
					return user && directory.assignmentScope(app, user.position) !== undefined;
				});
			default:
				return name.split('.').reduce<unknown>(member, app.details);
		}
	},
});

const member = (value: unknown, name: string): unknown =>
	typeof value === 'object' && value !== null
		? new Map<string, unknown>(Object.entries(value)).get(name)
		: undefined;

/** The apps a request asks for with `q` and `filter`, both where both are given. */
export function queryApps({ org, query }: Call): App[] {
	const { directory } = org;
	const q = query.get('q')?.toLowerCase() ?? '';
	const filter = query.get('filter');
	const matches = filter ? matching(directory, filter) : () => true;
	return directory.apps
		.asSearched()
		.filter(
			(app) =>
				(app.label.toLowerCase().startsWith(q) || app.name.toLowerCase().startsWith(q)) &&
				matches(app),
		);
}

const matching = (directory: Directory, filter: string): Predicate<App> =>
	orRefuse(() => {
		const expression = parse(filter);
		if (expression.kind !== 'comparison')
			throw new SearchError('Only one comparison is supported.');
		return compile(expression, language(directory, usersIn(expression)));
	}, invalidSearch);

function usersIn({ attribute, value }: Comparison): string[] {
	return attribute === 'user.id' && typeof value === 'string' ? [value] : [];
}
