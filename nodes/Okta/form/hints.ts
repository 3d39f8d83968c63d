import type { NodeHint } from 'n8n-workflow';

import type { Operation, Resource } from '../table/operation';
import { keyInForm } from './compose';
import { formFields, optionFields } from './readForm';

/** What the editor says beside the form before somebody runs it: what is final, and what shows secrets. */
export function composeHints(resources: readonly Resource[]): NodeHint[] {
	const operations = resources.flatMap(({ value, operations: own }) =>
		own.map((operation) => ({ key: `${value}.${operation.value}`, operation })),
	);
	const always = operations.filter(({ operation }) => operation.final === true);
	const bySwitch = operations.flatMap(({ key, operation: { final } }) =>
		typeof final === 'string' ? [[key, final]] : [],
	);
	const secret = operations.flatMap(({ key, operation }) => {
		const field = secretField(operation);
		return field ? [[key, field.name]] : [];
	});
	const keys = JSON.stringify(always.map(({ key }) => key));
	return [
		{
			type: 'warning',
			location: 'ndv',
			whenToDisplay: 'beforeExecution',
			message:
				'This cannot be undone. <b>Dry Run</b>, under Safeguards, shows what it would change, and changes nothing.',
			displayCondition: `={{ ${keys}.includes(${keyInForm}) || ${valueOf(bySwitch)} === true }}`,
		},
		{
			type: 'warning',
			location: 'ndv',
			whenToDisplay: 'beforeExecution',
			message:
				'The output will hold a secret, which n8n keeps with the execution. Switch that off where nobody needs it.',
			displayCondition: `={{ ![undefined, false, "", "encryptedPem"].includes(${valueOf(secret)}) }}`,
		},
	];
}

/** An expression for what is filled in, in the form or under Options, where an operation has such a field. */
function valueOf(fields: string[][]): string {
	const field = `(${JSON.stringify(Object.fromEntries(fields))})[${keyInForm}]`;
	return `($parameter[${field}] ?? ($parameter["options"] ?? {})[${field}])`;
}

/** A switch, or a choice of the form it comes in; the columns of an export are neither. */
const secretField = (operation: Operation) =>
	[...formFields(operation), ...optionFields(operation)].find(
		({ name }) => name === operation.secrets?.shownBy && name !== 'columns',
	);
