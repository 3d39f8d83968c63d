import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { resources } from '../../nodes/Okta/operations';
import { inHouseStyle } from './format';

const root = path.resolve(__dirname, '../..');

/** Where the document is kept. */
export const errorsFile = path.join(root, 'docs/errors.md');

/** Stands for what differs from case to case: a name, an ID, a number. */
const GAP = '…';

/** A message of ours, as far as it is the same each time. */
export interface Message {
	/** Where it is made, relative to the root, with the line. */
	at: string;
	title: string;
	/** Cause and remedy: what n8n shows below the title. */
	advice: string;
}

/** Every message that what ships can end in, and what it says to do. */
export function messages(): Message[] {
	const folders = ['credentials', 'nodes'];
	const files = folders.flatMap((folder) =>
		readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
			.filter((file) => file.endsWith('.ts'))
			.map((file) => path.join(folder, file)),
	);
	const sources = files.toSorted().map((file) => {
		const text = readFileSync(path.join(root, file), 'utf8');
		return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
	});
	const calls = callsIn(sources);
	return sources.flatMap((source) => messagesIn(source, calls));
}

type Calls = ReadonlyMap<string, readonly ts.CallExpression[]>;

/** Every call of a function by its plain name, in whatever file. */
function callsIn(sources: readonly ts.SourceFile[]): Calls {
	const calls = new Map<string, ts.CallExpression[]>();
	const walk = (node: ts.Node): void => {
		if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
			const { text: name } = node.expression;
			calls.set(name, [...(calls.get(name) ?? []), node]);
		}
		ts.forEachChild(node, walk);
	};
	sources.forEach(walk);
	return calls;
}

/** What a function is given, by the names of its parameters. */
type Given = ReadonlyMap<string, ts.Expression>;

/** For a message made of what its function is given: what each of the callers gives. */
function givenTo(node: ts.Node, calls: Calls): readonly Given[] {
	const maker = ts.findAncestor(node, ts.isFunctionLike);
	const variable = maker && ts.isVariableDeclaration(maker.parent) ? maker.parent : maker;
	const parameters = maker?.parameters.map(({ name }) => name.getText()) ?? [];
	const all = calls.get(variable?.name?.getText() ?? '') ?? [];
	const near = all.filter((call) => call.getSourceFile() === node.getSourceFile());
	const callers = near.length > 0 ? near : all;
	const identifiers = new Set(node.getText().match(/\w+/g));
	if (callers.length === 0 || !parameters.some((one) => identifiers.has(one))) return [new Map()];
	return callers.map(
		(call) =>
			new Map(
				parameters.flatMap((parameter, index) => {
					const argument = call.arguments[index];
					const isText =
						argument && !ts.isIdentifier(argument) && !ts.isPropertyAccessExpression(argument);
					return isText ? [[parameter, argument] as const] : [];
				}),
			),
	);
}

/** The messages that a source file makes: by `new …Error(…)`, or in a table of titles and advice. */
function messagesIn(source: ts.SourceFile, calls: Calls): Message[] {
	const { fileName: file } = source;
	const constants = new Map<string, ts.Expression>();
	const found: Message[] = [];
	const learn = (node: ts.Node): void => {
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
			constants.set(node.name.text, node.initializer);
		ts.forEachChild(node, learn);
	};
	learn(source);

	const words = (
		expression: ts.Expression | undefined,
		given: Given = new Map(),
		depth = 0,
	): string[] => {
		if (expression === undefined) return [''];
		if (depth > 8) return [GAP];
		const further = (one: ts.Expression) => words(one, given, depth + 1);
		if (ts.isStringLiteralLike(expression)) return [expression.text];
		if (ts.isTemplateExpression(expression))
			return expression.templateSpans.reduce(
				(starts, { expression: inner, literal }) =>
					product(starts, product(further(inner), [literal.text])),
				[expression.head.text],
			);
		if (ts.isParenthesizedExpression(expression)) return further(expression.expression);
		if (ts.isConditionalExpression(expression))
			return [...further(expression.whenTrue), ...further(expression.whenFalse)];
		if (ts.isBinaryExpression(expression)) {
			const { left, right, operatorToken } = expression;
			if (operatorToken.kind === ts.SyntaxKind.PlusToken)
				return product(further(left), further(right));
			return [GAP];
		}
		if (ts.isArrowFunction(expression)) return results(expression).flatMap(further);
		if (ts.isIdentifier(expression)) {
			// What a caller gives comes from the caller's own file.
			const argument = given.get(expression.text);
			if (argument) return words(argument, new Map(), depth + 1);
			const value = constants.get(expression.text);
			return value && !ts.isArrowFunction(value) ? further(value) : [GAP];
		}
		return [GAP];
	};
	const add = (node: ts.Node, title: ts.Expression | undefined, advice?: ts.Expression): void => {
		const { line } = source.getLineAndCharacterOfPosition(node.getStart());
		for (const given of givenTo(node, calls)) {
			const remedies = [...new Set(words(advice, given).map(tidy))];
			const remedy = remedies.filter((one) => one !== '').join(' Or: ');
			for (const one of new Set(words(title, given).map(tidy)))
				found.push({ at: `${file}:${String(line + 1)}`, title: one, advice: remedy });
		}
	};
	const walk = (node: ts.Node): void => {
		if (ts.isNewExpression(node) && ts.isIdentifier(node.expression)) {
			const { text: name } = node.expression;
			const [first, second, third] = node.arguments ?? [];
			// n8n's errors of a node begin with the node.
			if (/^Node\w+Error$/.test(name))
				add(node, memberOf(third, 'message') ?? second, adviceOf(third));
			else if (name.endsWith('Error')) add(node, first, adviceOf(second));
		}
		if (ts.isObjectLiteralExpression(node) && !isArgument(node)) {
			const advice = memberOf(node, 'advice');
			const title = memberOf(node, 'title');
			if (title && (advice || /refusals|tokenRefusals/i.test(file))) add(node, title, advice);
		}
		// A row of what is taken for something else: how it looks, what it is, what to do.
		if (ts.isArrayLiteralExpression(node)) {
			const [looks, title, advice] = node.elements;
			if (looks && ts.isRegularExpressionLiteral(looks) && file.startsWith('credentials'))
				add(node, title, advice);
		}
		ts.forEachChild(node, walk);
	};
	walk(source);
	return found;
}

/** Whether an object is what an error is made of, which was seen to already. */
const isArgument = ({ parent }: ts.Node): boolean =>
	ts.isNewExpression(parent) && /Error$/.test(parent.expression.getText());

/** What a function may answer. */
function results({ body }: ts.ArrowFunction): ts.Expression[] {
	if (!ts.isBlock(body)) return [body];
	return body.statements.flatMap((one) =>
		ts.isReturnStatement(one) && one.expression ? [one.expression] : [],
	);
}

function memberOf(node: ts.Expression | undefined, name: string): ts.Expression | undefined {
	if (!node || !ts.isObjectLiteralExpression(node)) return undefined;
	const member = node.properties.find((one) => one.name?.getText() === name);
	if (!member) return undefined;
	if (ts.isPropertyAssignment(member)) return member.initializer;
	return ts.isShorthandPropertyAssignment(member) ? member.name : undefined;
}

const adviceOf = (node: ts.Expression | undefined): ts.Expression | undefined =>
	node && ts.isObjectLiteralExpression(node) ? memberOf(node, 'description') : node;

/** Beginnings with each of their ends; no more than a few, or a table would be needed to read them. */
const product = (starts: readonly string[], ends: readonly string[]): string[] =>
	starts.flatMap((start) => ends.map((end) => start + end)).slice(0, 6);

const tidy = (text: string): string =>
	text
		.replace(/\{\w+\}/g, GAP)
		.replace(/\s+/g, ' ')
		.replace(/(… ?)+…/g, GAP)
		.trim();

/** Whether there is anything in a message to look it up by. */
export const isFindable = ({ title }: Message): boolean => /[A-Za-z]{3}/.test(title);

const rooms: ReadonlyArray<readonly [RegExp, string]> = [
	[/^credentials\//, 'Signing in'],
	[/\/transport\//, 'What Okta answers, and the way to it'],
	[/\/trigger\/|OktaTrigger/, 'Okta Trigger'],
	[/\/inlineHook\/|OktaInlineHook/, 'Okta Inline Hook'],
	[/\/export\//, 'Exports'],
	[/\/jobs\//, 'Syncs, imports, reports, offboarding and other long work'],
	[/\/(plan|fence)\//, 'Safeguards'],
];

function topicOf({ at }: Message): string {
	const [, resource] = /\/operations\/(\w+)\//.exec(at) ?? [];
	const named = resources.find(({ value }) => value === resource)?.name;
	return named ?? rooms.find(([room]) => room.test(at))?.[1] ?? 'What is filled in';
}

/** Text that Markdown is to leave as it is. */
const literally = (text: string): string => text.replace(/[|<>*_`[\]\\]/g, '\\$&');

/** All messages by topic, as a document. */
export async function renderErrors(all = messages()): Promise<string> {
	const topics = new Map<string, Message[]>();
	for (const message of all.filter(isFindable)) {
		const topic = topicOf(message);
		topics.set(topic, [...(topics.get(topic) ?? []), message]);
	}
	const sections = [...topics].toSorted(([one], [other]) => one.localeCompare(other));
	const anchor = (topic: string) =>
		topic
			.toLowerCase()
			.replace(/[^\w\s-]/g, '')
			.replace(/\s/g, '-');
	return await inHouseStyle(
		[
			'# Error messages',
			'',
			'<!-- Written by `npm run generate` from the source. -->',
			'',
			`Every message of the nodes and the credential, in alphabetical order within its topic. ${GAP} stands`,
			'for what differs: search this page for the words before or after it. Below it is what n8n shows',
			'below the message: the cause, and what to do. Where nothing stands there, the message says both.',
			"To it come what Okta itself said, the HTTP status and Okta's request ID, where Okta refused.",
			'',
			...sections.map(([topic]) => `- [${topic}](#${anchor(topic)})`),
			'',
			...sections.flatMap(([topic, ofTopic]) => [
				`## ${topic}`,
				'',
				...[
					...new Set(
						ofTopic
							.toSorted((a, b) => a.title.localeCompare(b.title))
							.map(
								({ title, advice }) =>
									`- **${literally(title)}**${advice === '' ? '' : `<br>${literally(advice)}`}`,
							),
					),
				],
				'',
			]),
		].join('\n'),
		'markdown',
	);
}
