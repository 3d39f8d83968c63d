/** The plugin comes without types; this is the part of it that we read. */
declare module 'eslint-plugin-n8n-nodes-base' {
	import type { Linter, Rule } from 'eslint';

	const plugin: {
		rules: Record<string, Rule.RuleModule>;
		configs: Record<'community' | 'credentials' | 'nodes', { rules: Linter.RulesRecord }>;
	};
	export default plugin;
}
