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
	for (const { name, operations } of resources) {
		for (const { title, scopes, alsoScopes } of operations.flatMap(entries)) {
			if (scopes.length === 0) continue;
			const [because] = [scopes, ...alsoScopes.map((scope) => [scope])].flatMap(
				(anyOf) => obstacle(anyOf, granted, refused, unseen) ?? [],
			);
			if (because === undefined) work.push(`${name}: ${title}`);
			else doNotWork.push({ operation: `${name}: ${title}`, because });
		}
	}
	return { work, doNotWork };
}

/** An operation stands once for each choice in its form that takes other scopes. */
function entries({ name, scopes, alsoScopes = [], variants = [] }: Operation): Entry[] {
	return [
		{ title: name, scopes, alsoScopes },
		...variants.map((variant) => ({
			title: `${name} (${variant.name})`,
			scopes: variant.scopes,
			alsoScopes: variant.alsoScopes ?? [],
		})),
	];
}

interface Entry {
	title: string;
	/** Any one of them is enough. */
	scopes: readonly OktaScope[];
	/** All of them are needed. */
	alsoScopes: readonly OktaScope[];
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
