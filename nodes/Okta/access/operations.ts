import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Operation, Resource } from '../table/operation';

/** Which of the node's operations a token and a role are good for. */
export interface Outlook {
	/** As `User: Get Many`. */
	work: string[];
	doNotWork: Array<{ operation: string; because: string }>;
}

/**
 * What will work with these scopes. Operations that take no scope of their own are left out.
 *
 * @param refused - what the admin role doesn't even let the app read, `users` for `okta.users.*`
 * @param unseen - what it lets the app list, of which there is nothing to see
 */
export function outlook(
	resources: readonly Resource[],
	granted: readonly string[],
	refused: readonly string[],
	unseen: readonly string[],
): Outlook {
	const work: string[] = [];
	const doNotWork: Outlook['doNotWork'] = [];
	for (const { title, what } of entriesOf(resources)) {
		const [because] = obstacles(what, granted, refused, unseen);
		if (because === undefined) work.push(title);
		else doNotWork.push({ operation: title, because });
	}
	return { work, doNotWork };
}

/** What the scopes are enough for, whatever the admin role says to it. */
export function coveredBy(resources: readonly Resource[], granted: readonly string[]): Entry[] {
	return entriesOf(resources).filter(({ what }) => obstacles(what, granted, [], []).length === 0);
}

/** An operation stands once for each choice in its form that takes other scopes. */
function entriesOf(resources: readonly Resource[]): Entry[] {
	return resources
		.flatMap(({ name: resource, operations }) =>
			operations.flatMap(({ name, variants = [], ...what }): Entry[] => {
				const operation = `${resource}: ${name}`;
				return [
					{ title: operation, operation, what },
					...variants.map((variant) => ({
						title: `${operation} (${variant.name})`,
						operation,
						what: variant,
					})),
				];
			}),
		)
		.filter(({ what }) => what.scopes.length > 0);
}

/** An operation, or a choice in its form. */
export interface Entry {
	/** As `User: Offboard (Universal Logout)`. */
	title: string;
	/** As `User: Offboard`. */
	operation: string;
	what: Pick<Operation, 'route' | 'also' | 'permissions' | 'scopes' | 'alsoScopes'>;
}

function obstacles(
	{ scopes, alsoScopes = [] }: Entry['what'],
	granted: readonly string[],
	refused: readonly string[],
	unseen: readonly string[],
): string[] {
	return [scopes, ...alsoScopes.map((scope) => [scope])].flatMap(
		(anyOf) => obstacle(anyOf, granted, refused, unseen) ?? [],
	);
}

function obstacle(
	scopes: readonly OktaScope[],
	granted: readonly string[],
	refused: readonly string[],
	unseen: readonly string[],
): string | undefined {
	const held = scopes.filter((scope) => covers(granted, scope));
	if (held.length === 0) return `The token lacks the scope ${scopes.join(' or ')}`;
	const areas = held.map(areaOf);
	if (areas.some((area) => ![...refused, ...unseen].includes(area))) return undefined;
	return areas.some((area) => unseen.includes(area))
		? `The admin role shows the app no ${areas.join(' or ')}`
		: `The admin role does not cover ${areas.join(' or ')}`;
}

/** A `.manage` scope is good for reading, too. */
export function covers(granted: readonly string[], scope: OktaScope): boolean {
	return granted.includes(scope) || granted.includes(scope.replace(/\.read$/, '.manage'));
}

/** `okta.users.read` is about `users`. */
function areaOf(scope: OktaScope): string {
	return scope.split('.').slice(1, -1).join('.');
}
