import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';

import { asker, kindOfHook, readAsked } from '../objects/inlineHooks';
import type { Answering } from '../table/answering';
import type { Values } from '../table/values';
import { isObject, text } from '../transport/json';

/** Bytes of an answer that Okta reads. */
const largest = 256 * 1_024;

/**
 * Answers Okta, which asked by the inline hook that started the workflow.
 *
 * @returns what Okta was told
 * @throws UserError when nobody asked, or something else; when there are several items; in production
 * when it is too late
 */
export async function answer(
	context: IExecuteFunctions,
	{ hookType, compose }: Answering,
	values: Values,
): Promise<IDataObject[]> {
	const items = context.getInputData().length;
	if (items > 1) {
		throw new UserError(`Okta takes one answer, and this node got ${items} items`, {
			description:
				'Nothing was sent. Make one item of them before this node, by Aggregate or Limit for example.',
		});
	}
	const asked = whatOktaAsked(context);
	if (asked.kind.type !== hookType) {
		throw new UserError(`Okta asked by a hook of the type ${asked.kind.name}`, {
			description: `Nothing was sent. This operation answers ${kindOfHook(hookType)?.name ?? hookType}: choose Inline Hook: Answer ${asked.kind.name}.`,
		});
	}
	refuseSecond(context);
	const { leftOut = [], ...told } = compose(values, asked);
	const body = Buffer.from(JSON.stringify(told));
	if (body.length > largest) {
		throw new UserError(
			`Okta reads answers of up to 256 KB, and this one has ${body.length} bytes`,
		);
	}
	const late = Date.now() - asked.answerBy;
	const isByHand = context.getMode() === 'manual';
	if (late > 0 && !isByHand) throw tooLate(late);
	await context.sendResponse({
		body,
		headers: { 'content-type': 'application/json; charset=utf-8' },
		statusCode: 200,
	});
	if (late > 0) {
		const message = `In production this answer would be ${seconds(late)} seconds too late.`;
		context.addExecutionHints({ message, location: 'outputPane', type: 'warning' });
	}
	return [{ answered: asked.kind.name, ...told, ...(leftOut.length > 0 && { leftOut }) }];
}

function triggersOf(context: IExecuteFunctions) {
	return context
		.getParentNodes(context.getNode().name)
		.filter(({ type, disabled }) => type.endsWith(asker) && !disabled);
}

/** @throws UserError when no trigger that asks has brought anything to this node */
function whatOktaAsked(context: IExecuteFunctions) {
	for (const { name } of triggersOf(context)) {
		const asked = readAsked(itemOf(context, name));
		if (asked) return asked;
	}
	throw new UserError('Okta did not ask anything', {
		description:
			'This operation answers the trigger Okta Inline Hook, which has to start this very workflow, and be before this node.',
	});
}

/** @throws UserError when another node of the flow has answered before */
function refuseSecond(context: IExecuteFunctions): void {
	const own = context.getNode().name;
	const answered = triggersOf(context)
		.flatMap(({ name }) => context.getChildNodes(name, { includeNodeParameters: true }))
		.find(({ name, parameters }) => {
			if (name === own || parameters?.['resource'] !== 'inlineHook') return false;
			// One that failed has told Okta nothing, and another may step in for it.
			const item = itemOf(context, name);
			return isObject(item) && text(item['answered']) !== '';
		});
	if (!answered) return;
	throw new UserError(`“${answered.name}” has answered Okta already`, {
		description:
			'Okta takes one answer, so nothing was sent. Have one branch of the flow lead to one node that answers.',
	});
}

/** The first item a node put out; nothing when it has not run. */
function itemOf(context: IExecuteFunctions, name: string): unknown {
	try {
		return context.evaluateExpression(`{{ $(${JSON.stringify(name)}).first().json }}`, 0);
	} catch {
		return undefined;
	}
}

function tooLate(late: number): UserError {
	return new UserError(`The answer is ${seconds(late)} seconds too late`, {
		description:
			'Okta waits for three seconds. After two and a half the trigger has answered that nothing changes, or what its form says for that case. Have the flow do less before this node, or do the rest after it.',
	});
}

function seconds(milliseconds: number): string {
	return (milliseconds / 1_000).toFixed(1);
}
