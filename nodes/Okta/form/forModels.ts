import {
	type INodeProperties,
	type INodePropertyOptions,
	type INodeTypeDescription,
	NodeHelpers,
} from 'n8n-workflow';

/**
 * The description of a node with fields that say to a language model what the node is for, once n8n
 * has made a tool of it. Without them n8n gives the model the title of the operation alone, and no
 * word of what it erases. Only n8n from 2.30 on is known to evaluate such a field; an n8n that does
 * not gets none.
 */
export function forModels(description: INodeTypeDescription): INodeTypeDescription {
	if (NodeHelpers.getToolDescriptionForNode.length < 3) return description;
	const texts = JSON.stringify(Object.fromEntries(operationTexts(description.properties)));
	const chosen = `(${texts})[$parameter["resource"] + "." + $parameter["operation"]]`;
	const fields: INodeProperties[] = [
		{
			displayName: 'Description for the Model',
			name: 'ownToolDescription',
			type: 'string',
			typeOptions: { rows: 2 },
			displayOptions: { show: { '@tool': [true] } },
			default: '',
			placeholder: 'e.g. Use this when somebody lost their phone',
			description:
				'What the model is told. While it is empty, that is the description of the operation.',
		},
		{
			displayName: 'Tool Description',
			name: 'toolDescription',
			type: 'hidden',
			displayOptions: { show: { '@tool': [true] } },
			// n8n's AI builder reads each default, once for each operation, but for those of several lines.
			default: `={{\n$parameter["ownToolDescription"] || ${chosen} }}`,
		},
	];
	return { ...description, properties: [...fields, ...description.properties] };
}

function operationTexts(properties: readonly INodeProperties[]): Array<[string, string]> {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const shownFor = displayOptions?.show?.['resource'] ?? [];
			const resource = shownFor.find((one) => typeof one === 'string') ?? '';
			return options
				.filter((option): option is INodePropertyOptions => 'value' in option)
				.map(({ value, action = '', description = '' }): [string, string] => [
					`${resource}.${String(value)}`,
					`${action}. ${description.replace(/\.$/, '')}.`,
				]);
		});
}
