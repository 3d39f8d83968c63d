import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { limit, returnAll } from './fields/list';
import { output, outputFields } from './fields/output';
import { requestOptions } from './fields/requestOptions';
import { NOWHERE, type Operation, type Resource } from './operation';
import { formFields, optionFields } from './values';

/** n8n offers a call of its own under this name, unless the last option has it already. */
const customApiCall = 'Custom API Call';

/** The form of the whole node: n8n's parameters, composed from the table of operations. */
export function composeForm(resources: readonly Resource[]): INodeProperties[] {
	const sorted = sortByName(resources);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: sorted.map(({ name, value, description }) => ({ name, value, description })),
			default: 'user',
		},
		...sorted.flatMap((resource) => [operationField(resource), ...formOf(resource)]),
		{
			...requestOptions,
			displayOptions: {
				hide: { resource: resources.filter(isOffline).map(({ value }) => value) },
			},
		},
	];
}

/** Whether all its operations do without Okta. */
function isOffline({ operations }: Resource): boolean {
	return operations.every(({ route }) => route === NOWHERE);
}

function operationField({ value: resource, operations }: Resource): INodeProperties {
	const sorted = sortByName(operations);
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource] } },
		// New objects: n8n appends its own entry to this array.
		options: sorted.map(({ name, value, action, description }): INodePropertyOptions => ({
			name,
			value,
			action,
			description,
		})),
		default: String(sorted.find(({ value }) => value === 'getAll')?.value ?? sorted[0]?.value),
	};
}

/** Each field once, shown for all operations that share it, so that switching keeps its value. */
function formOf({ value: resource, operations }: Resource): INodeProperties[] {
	const users = new Map<INodeProperties, string[]>();
	// One pass for each group of fields, so that what all share comes last in every form.
	for (const fieldsOf of [formFields, listFields, outputFieldsOf]) {
		for (const operation of operations) {
			for (const field of fieldsOf(operation)) {
				users.set(field, [...(users.get(field) ?? []), operation.value]);
			}
		}
	}
	return [
		...[...users].map(([field, values]) => showFor(field, resource, values)),
		...operations.flatMap((operation) => optionsField(operation, resource)),
	];
}

function listFields({ list }: Operation): INodeProperties[] {
	return list ? [returnAll, limit] : [];
}

function outputFieldsOf({ shaped }: Operation): INodeProperties[] {
	return shaped ? [output, outputFields] : [];
}

function optionsField(operation: Operation, resource: string): INodeProperties[] {
	const options = optionFields(operation);
	if (options.length === 0) return [];
	const collection: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.toSorted((a, b) => a.displayName.localeCompare(b.displayName)),
	};
	return [showFor(collection, resource, [operation.value])];
}

function showFor(field: INodeProperties, resource: string, operation: string[]): INodeProperties {
	return {
		...field,
		displayOptions: {
			...field.displayOptions,
			show: { resource: [resource], operation, ...field.displayOptions?.show },
		},
	};
}

function sortByName<T extends { name: string }>(entries: readonly T[]): T[] {
	return entries.toSorted(
		(a, b) =>
			Number(a.name === customApiCall) - Number(b.name === customApiCall) ||
			a.name.localeCompare(b.name),
	);
}
