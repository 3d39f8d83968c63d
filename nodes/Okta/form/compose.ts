import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { limit, returnAll } from '../fields/list';
import { output, outputFields } from '../fields/output';
import { requestOptions } from '../fields/requestOptions';
import { safeguards, safeguardsOfWhole } from '../fields/safeguards';
import { changesSomething, NOWHERE, type Operation, type Resource } from '../table/operation';
import { formFields, optionFields } from './readForm';

/** n8n offers a call of its own under this name, unless the last option has it already. */
const customApiCall = 'Custom API Call';

/** Within an expression: what is chosen in the form, such as `user.getAll`. */
export const keyInForm = '$parameter["resource"] + "." + $parameter["operation"]';

/** The form of the whole node: n8n's parameters, composed from the table of operations. */
export function composeForm(resources: readonly Resource[]): INodeProperties[] {
	const sorted = inOrderOfUse(resources);
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
			displayOptions: { hide: whereNobodyIsCalled(resources) },
		},
	];
}

/** What most people look for; n8n lists actions by resource in this order, and has no search there. */
const mostUsed = ['user', 'group', 'application', 'directory', 'factor', 'systemLog', 'adminRole'];

function inOrderOfUse(resources: readonly Resource[]): Resource[] {
	const rank = ({ value }: Resource) => {
		const place = mostUsed.indexOf(value);
		return place < 0 ? mostUsed.length : place;
	};
	return sortByName(resources).toSorted((one, other) => rank(one) - rank(other));
}

/** Whether all its operations do without Okta. */
function isOffline({ operations }: Resource): boolean {
	return operations.every(({ route }) => route === NOWHERE);
}

/** What is chosen where nothing is sent to Okta; in an online resource, operations go by names of their own. */
export function whereNobodyIsCalled(resources: readonly Resource[]): Record<string, string[]> {
	const offline = resources
		.filter((resource) => !isOffline(resource))
		.flatMap(({ operations }) => operations.filter(({ route }) => route === NOWHERE));
	return {
		resource: resources.filter(isOffline).map(({ value }) => value),
		operation: offline.map(({ value }) => value),
	};
}

/**
 * An expression for what the canvas writes below the node, `User: Get Many` for instance. It holds
 * the names of all operations, as the parameters hold their values only.
 */
export function composeSubtitle(resources: readonly Resource[]): string {
	const titles = resources.flatMap((resource) =>
		resource.operations.map(({ name, value }): [string, string] => [
			`${resource.value}.${value}`,
			name === resource.name ? name : `${resource.name}: ${name}`,
		]),
	);
	const names = JSON.stringify(Object.fromEntries(titles));
	return `={{ (${names})[${keyInForm}] }}`;
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
	const forms = operations.map((operation) => [
		...inReadingOrder(formFields(operation)),
		...listFields(operation),
		...outputFieldsOf(operation),
	]);
	operations.forEach(({ value }, index) => {
		for (const field of forms[index] ?? []) users.set(field, [...(users.get(field) ?? []), value]);
	});
	return [
		...inCommonOrder(forms).map((field) => showFor(field, resource, users.get(field) ?? [])),
		...operations.flatMap((operation) => optionsField(operation, resource)),
		...safeguardsField(operations, resource),
	];
}

/** The fields, none of them before one that decides whether it is shown or what it offers. */
function inReadingOrder(fields: readonly INodeProperties[]): INodeProperties[] {
	const deciders = ({ displayOptions, typeOptions }: INodeProperties) => {
		const paths = [
			...Object.keys(displayOptions?.show ?? {}),
			...(typeOptions?.loadOptionsDependsOn ?? []),
		];
		return fields.filter(({ name }) => paths.some((path) => path.split('.')[0] === name));
	};
	return [...new Set(fields.flatMap((field) => [...deciders(field), field]))];
}

/** All fields of some forms, in an order in which each form keeps its own. */
function inCommonOrder(forms: readonly INodeProperties[][]): INodeProperties[] {
	const left = new Set(forms.flat());
	const ordered: INodeProperties[] = [];
	const isNext = (field: INodeProperties) =>
		forms.every((form) =>
			form.slice(0, form.indexOf(field) + 1).every((one) => one === field || !left.has(one)),
		);
	while (left.size > 0) {
		const [first] = left;
		const next = [...left].find(isNext) ?? first;
		if (!next) break;
		ordered.push(next);
		left.delete(next);
	}
	return ordered;
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

/** One for all operations of a resource that change something, and one for those that know a whole. */
function safeguardsField(operations: readonly Operation[], resource: string): INodeProperties[] {
	const changing = operations.filter(changesSomething);
	const show = (field: INodeProperties, some: readonly Operation[]) =>
		some.length > 0
			? [
					showFor(
						field,
						resource,
						some.map(({ value }) => value),
					),
				]
			: [];
	return [
		...show(
			safeguards,
			changing.filter(({ whole }) => !whole),
		),
		...show(
			safeguardsOfWhole,
			changing.filter(({ whole }) => whole),
		),
	];
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
