import type { INodeProperties } from 'n8n-workflow';

export const fulfillmentProvider: INodeProperties = {
	displayName: 'Fulfillment Provider',
	name: 'fulfillmentProvider',
	type: 'options',
	default: 'yubico',
	description: 'Who makes and sends the key',
	options: [{ name: 'Yubico', value: 'yubico' }],
};

export const enrollmentId: INodeProperties = {
	displayName: 'Enrollment ID',
	name: 'authenticatorEnrollmentId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. fwf2rovRxogXJ0nDy0g4',
	description: 'ID of the preregistered key, as Enroll and Get Many put it out',
};
