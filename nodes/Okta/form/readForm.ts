import type { INodeProperties } from 'n8n-workflow';

import { emptyValues } from '../fields/emptyValues';
import { ifAlreadySo, ifAlreadySoWhenAsked } from '../fields/ifAlreadySo';
import { limit, returnAll } from '../fields/list';
import { output, outputFields } from '../fields/output';
import { kindOf, readValue, refuse } from '../fields/readValue';
import { idInAddress } from '../objects/adminAddress';
import type { Effect } from '../table/effect';
import { type Operation, type Placement, toPlacement } from '../table/operation';
import { Locator, Values } from '../table/values';
import { isObject, text } from '../transport/json';
import type { FormContext } from './context';
import { readMapper } from './mapper';

/** All fields of an operation except those under "Options": whom it is about, what, and how. */
export function formFields(operation: Operation): INodeProperties[] {
	return formPlacements(operation).map(({ field }) => field);
}

function formPlacements(operation: Operation): Placement[] {
	const { path = [], query = [], body = [], header = [], controls = [] } = operation;
	return [...path, ...body, ...query, ...header, ...controls].map(toPlacement);
}

/** The fields of an operation that n8n gathers under "Options". */
export function optionFields(operation: Operation): INodeProperties[] {
	return optionPlacements(operation).map(({ field }) => field);
}

function optionPlacements({ options = {}, effect }: Operation): Placement[] {
	const { query = [], body = [], header = [], controls = [] } = options;
	return [...query, ...body, ...header, ...controls, ...fieldsFor(effect)].map(toPlacement);
}

/** What to do where there is nothing to change, for operations that can tell. */
function fieldsFor(effect: Effect | undefined): INodeProperties[] {
	const { alreadySo } = effect ?? {};
	if (alreadySo === undefined) return [];
	if (alreadySo === 'ownCode') return [ifAlreadySo];
	if ('never' in alreadySo) return [];
	return ['onlyIfAsked' in alreadySo ? ifAlreadySoWhenAsked : ifAlreadySo];
}

/**
 * Reads the form of an operation for one item, each value in the type its field is for.
 *
 * @param gather - takes what is wrong with values of a mapper, in place of the error about the first
 * @throws UserError when a field holds what it cannot be for; ExpressionError as n8n does
 */
export function readValues(
	context: FormContext,
	operation: Operation,
	itemIndex: number,
	gather?: (wrong: string) => void,
): Values {
	const zone = context.getTimezone();
	const values = new Map<string, unknown>();
	const options = optionPlacements(operation);
	const chosen = options.length > 0 ? context.getNodeParameter('options', itemIndex, {}) : {};
	for (const placed of options) {
		const { name } = placed.field;
		if (isObject(chosen) && name in chosen) {
			values.set(name, readField(chosen[name], placed, zone));
		}
	}
	const clears = values.get(emptyValues.name) === 'clear';
	const read = (placed: Placement) => {
		const { name, type, default: byDefault } = placed.field;
		// n8n leaves hidden and untouched fields out, and throws for them unless it is told a default.
		const value = context.getNodeParameter(name, itemIndex, byDefault);
		if (type !== 'resourceMapper') {
			values.set(name, readField(value, placed, zone));
			return;
		}
		const item = context.getInputData()[itemIndex]?.json ?? {};
		const original = (column: string): unknown =>
			context.getNodeParameter(`${name}.value.${column}`, itemIndex, '');
		values.set(name, readMapper(value, { item, zone, clears, original, gather }));
	};
	formPlacements(operation).forEach(read);
	if (operation.shaped) {
		read({ field: output });
		read({ field: outputFields });
	}
	if (operation.list) {
		read({ field: returnAll });
		if (values.get('returnAll') !== true) read({ field: limit });
	}
	return new Values(values);
}

function readField(value: unknown, placed: Placement, zone: string): unknown {
	const { field } = placed;
	return field.type === 'resourceLocator'
		? toLocator(value, field)
		: readValue(value, placed, zone);
}

/** An expression may put bare text where the editor would put a locator. */
function toLocator(value: unknown, field: INodeProperties): Locator {
	const isLocator = isObject(value) && 'mode' in value;
	const named = isLocator ? value['value'] : value;
	const isName = typeof named === 'string' || Number.isFinite(named);
	if (!isName && (named ?? null) !== null) {
		return refuse(field, 'names nothing', `It takes an ID or a name, and got ${kindOf(named)}.`);
	}
	const mode = isLocator ? text(value['mode']) : 'id';
	const name = text(named).trim();
	if (mode !== 'url' || name === '') return new Locator(mode, name);
	const id = idInAddress(name);
	return id === undefined
		? refuse(
				field,
				'holds no address with an ID',
				'Copy it from the Admin Console, where the page of the object is open.',
			)
		: new Locator('id', id);
}
