import { UserError } from 'n8n-workflow';

import { appId } from '../../fields/application';
import {
	accessDuration,
	accessScope,
	approvalSequenceId,
	requesters,
} from '../../fields/requestCondition';
import { unlessListed } from '../../objects/findLost';
import { governanceData } from '../../objects/governance';
import type { Operation } from '../../table/operation';
import { isObject } from '../../transport/json';

export const operation: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create request condition of application',
	description:
		'Say who may ask for what of an app, for how long, and who approves it. It is inactive until it is activated.',
	route: 'POST /governance/api/v2/resources/{appId}/request-conditions',
	scopes: ['okta.accessRequests.condition.manage'],
	effect: {
		outcome: 'created',
		alreadySo: { never: 'there can be several alike, so that another is made' },
	},
	repeat: unlessListed({ paging: governanceData, isIt: ({ name }, sent) => name === sent['name'] }),
	shaped: true,
	path: [appId],
	body: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Everyone, with approval of the manager',
			description: 'Name of the condition, at most 255 characters',
		},
		...requesters,
		...accessScope,
		approvalSequenceId,
	],
	options: {
		body: [
			{
				displayName: 'Description',
				name: 'description',
				type: 'string',
				default: '',
				description: 'What the condition is for, in at most 2,000 characters',
			},
			{
				displayName: 'Priority',
				name: 'priority',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 0,
				description: 'Which condition counts where several fit: 0 comes first',
			},
		],
		controls: accessDuration,
	},

	prepare(request, values) {
		const duration = values.text('duration');
		const maximumDuration = values.text('maximumDuration');
		if (duration === '' && maximumDuration === '') return request;
		if (duration !== '' && maximumDuration !== '') {
			throw new UserError('Access ends after a fixed time, or when the requester chooses', {
				description: 'Nothing was sent to Okta. Remove one of the two options.',
			});
		}
		const accessDurationSettings =
			duration === ''
				? { type: 'REQUESTER_SPECIFIED_DURATION', maximumDuration }
				: { type: 'ADMIN_FIXED_DURATION', duration };
		const body = isObject(request.body) ? request.body : {};
		return { ...request, body: { ...body, accessDurationSettings } };
	},
};
