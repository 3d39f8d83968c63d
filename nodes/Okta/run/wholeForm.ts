import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';

import { mapperOf } from '../form/mapper';
import { formFields, readValues } from '../form/readForm';
import { rowForm } from '../form/withoutEvaluating';
import type { Operation } from '../table/operation';
import type { Row, WholeForm } from '../table/together';

/** `$json.name` or `$json["any name"]`, in JSON. */
const member = /\$json(?:\.(\w+)|\[(?:\\"|')(.+?)(?:\\"|')\])/g;

/** The form of a run whose items are one, beyond what it holds for each of them. */
export function wholeForm(context: IExecuteFunctions, operation: Operation): WholeForm {
	const { parameters } = context.getNode();
	const named = new Set(
		[...JSON.stringify(parameters).matchAll(member)].map(([, name, quoted]) => name ?? quoted),
	);
	return {
		mapper: (field) => mapperOf(parameters[field]),
		isNamed: (name) => named.has(name),
		rowsOf: (row, objects) => rowsOf(context, operation, row, objects),
		open: async (item, binaryField) => await open(context, item, binaryField),
	};
}

async function* rowsOf(
	context: IExecuteFunctions,
	operation: Operation,
	{ item }: Row,
	objects: AsyncIterable<IDataObject>,
): AsyncGenerator<Row> {
	const form = rowForm(context, item, (name) => {
		const field = formFields(operation).find((one) => one.name === name);
		const label = field?.displayName ?? (name === 'options' ? 'Options' : name);
		throw new UserError(`"${label}" has an expression that a file cannot fill`, {
			description:
				'Nothing was sent to Okta. For the rows of a file an expression is the name of a column, such as {{ $json.email }}, and nothing around it.',
		});
	});
	let line = 0;
	for await (const json of objects) {
		const refused: string[] = [];
		form.take(json);
		const values = readValues(form, operation, 0, (wrong) => void refused.push(wrong));
		yield { item, line, values, json, ...(refused.length > 0 && { refused }) };
		line++;
	}
}

async function open(
	context: IExecuteFunctions,
	item: number,
	binaryField: string,
): Promise<AsyncIterable<Uint8Array>> {
	const file = context.getInputData()[item]?.binary?.[binaryField];
	if (!file) {
		throw new UserError(`The item has no file in the field "${binaryField}"`, {
			description:
				'Nothing was sent to Okta. Give the name under which the node before this one puts the file.',
		});
	}
	if (file.id !== undefined) return await context.helpers.getBinaryStream(file.id);
	const content = await context.helpers.getBinaryDataBuffer(item, binaryField);
	return (async function* () {
		yield await Promise.resolve(content);
	})();
}
