import type { Operation } from '../../table/operation';

export const operation: Operation = {
	name: 'Apply Plan',
	value: 'applyPlan',
	action: 'Apply plan',
	description:
		'Carry out what a dry run has planned and somebody has agreed to: exactly that, and only where nothing it was based on has changed since',
	route: 'ANY /',
	scopes: [],
	effect: {
		alreadySo: {
			never:
				'`created`, `changed`, `removed`, `unchanged`, or `skipped` for what the plan says would be refused',
		},
	},
	repeat: 'never',
	controls: [
		{
			displayName: 'Plan',
			name: 'plan',
			type: 'json',
			default: '',
			required: true,
			placeholder: "={{ $('Dry Run').all() }}",
			hint: "An expression: {{ $('Dry Run').all() }} takes all items that the node Dry Run put out",
			description:
				'What a dry run put out, as it is, from the same credential and no more than 72 hours old. A list of its items, or a single one.',
		},
	],
	appliesPlan: true,
};
