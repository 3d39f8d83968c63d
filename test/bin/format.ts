import * as estree from 'prettier/plugins/estree';
import * as markdown from 'prettier/plugins/markdown';
import * as typescript from 'prettier/plugins/typescript';
import { format } from 'prettier/standalone';

import { printWidth, singleQuote, useTabs } from '../../.prettierrc.json';

/** Text in the style of the house. Prettier's own entry would import modules, which jest cannot. */
export async function inHouseStyle(
	text: string,
	parser: 'markdown' | 'typescript',
): Promise<string> {
	return await format(text, {
		printWidth,
		singleQuote,
		useTabs,
		parser,
		plugins: [estree, markdown, typescript],
	});
}
