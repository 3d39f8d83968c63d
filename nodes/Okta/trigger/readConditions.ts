import { UserError } from 'n8n-workflow';

import { commaSeparated } from '../objects/convert';
import { isSpan } from '../objects/ipAddress';
import { isObject, isObjectList, text } from '../transport/json';
import { conditions as field } from './conditionFields';
import { type Condition, type Conditions, type Field, operators } from './conditions';

/**
 * @param rows - what the form has of conditions
 * @param changed - attributes, separated by commas
 * @throws UserError that names the condition that says nothing, or what is no address
 */
export function readConditions(rows: unknown, changed: unknown): Conditions {
	const { all, any } = isObject(rows) ? rows : {};
	const read = (list: unknown) => (isObjectList(list) ? list.map(readRow) : []);
	return { all: read(all), any: read(any), changed: commaSeparated(changed) };
}

const fields: readonly Field[] = ['city', 'country', 'device', 'factor', 'ipAddress', 'reason'];

/** What a row that nobody has touched holds. */
const byDefault = { field: 'country', operator: 'is', value: '', risks: ['HIGH'] };

function readRow(row: Readonly<Record<string, unknown>>): Condition {
	const said = { ...byDefault, ...row };
	const chosen = text(said.field);
	if (chosen === 'inZone' || chosen === 'notInZone') return readZone(row, chosen === 'inZone');
	if (chosen === 'risk') {
		const values = commaSeparated(said.risks);
		if (values.length === 0) throw empty('Risk');
		return { field: 'risk', operator: 'oneOf', values };
	}
	const known = fields.find((one) => one === chosen);
	const operator = operators.find((one) => one === said.operator);
	if (!known || !operator) throw empty(chosen);
	const isList = operator === 'oneOf' || operator === 'noneOf';
	const values = isList ? commaSeparated(said.value) : [text(said.value).trim()];
	if (values.length === 0 || values.includes('')) throw empty(nameOf(known));
	const isText = operator === 'contains' || operator === 'notContains';
	const wrong = known === 'ipAddress' && !isText ? values.find((one) => !isSpan(one)) : undefined;
	if (wrong === undefined) return { field: known, operator, values };
	throw new UserError(`"${wrong}" is not an IP address`, {
		description:
			'A condition compares with it. Addresses look like 192.0.2.7, 192.0.2.0/24 or 192.0.2.10-192.0.2.20; the operator Contains takes a part of one.',
	});
}

function readZone(row: Readonly<Record<string, unknown>>, isIn: boolean): Condition {
	const { mode, value } = isObject(row.zone) ? row.zone : { mode: 'id', value: row.zone };
	const zone = text(value).trim();
	if (zone === '') throw empty('Network Zone');
	return { by: mode === 'name' ? 'name' : 'id', zone, isIn };
}

function empty(name: string): UserError {
	return new UserError(`A condition on "${name}" has no value`, {
		description: 'Give one, or remove the row. Is an expression empty?',
	});
}

/** What the form calls a field. */
function nameOf(value: Field): string {
	const [kind] = field.options ?? [];
	const [choice] = kind && 'values' in kind ? kind.values : [];
	const option = choice?.options?.find((one) => 'value' in one && one.value === value);
	return option?.name ?? value;
}
