import { foresights } from './foresee';
import type { Foresee } from './sight';

/** A route as a pattern, and the names of its braces. */
interface Matcher {
	method: string;
	pattern: RegExp;
	foresee: Foresee;
}

const matchers: readonly Matcher[] = Object.entries(foresights)
	.map(([route, foresee]) => {
		const [method = '', template = ''] = route.split(' ');
		const source = template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)');
		return { method, template, pattern: new RegExp(`^${source}$`), foresee };
	})
	// A word goes before a name: groups/rules is no group.
	.toSorted((a, b) => a.template.split('{').length - b.template.split('{').length);

/** Who foresees a write, and the names its path holds; none where nobody does. */
export function foresightFor(
	method: string,
	path: string,
): { foresee: Foresee; ids: Record<string, string> } | undefined {
	for (const matcher of matchers) {
		if (matcher.method !== method) continue;
		const found = matcher.pattern.exec(path);
		if (!found) continue;
		const names = Object.entries(found.groups ?? {});
		const ids = Object.fromEntries(names.map(([name, value]) => [name, decodeURIComponent(value)]));
		return { foresee: matcher.foresee, ids };
	}
	return undefined;
}
