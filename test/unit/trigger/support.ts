import { type IDataObject, NodeApiError } from 'n8n-workflow';

import type { LogEvent } from '../../../nodes/Okta/objects/logEvent';
import { followPages } from '../../../nodes/Okta/transport/pages';
import type { OktaReply, OktaRequest } from '../../../nodes/Okta/transport/types';

export const START = Date.UTC(2026, 10, 25, 12);

/** A time so many minutes after the start, as Okta writes it. */
export const at = (minutes: number): string => new Date(START + minutes * 60_000).toISOString();

export const jane = {
	id: '00uJane',
	type: 'User',
	alternateId: 'jane@acme.example',
	displayName: 'Jane Doe',
};
export const admin = {
	id: '00uAdmin',
	type: 'User',
	alternateId: 'admin@acme.example',
	displayName: 'An Admin',
};
export const engineering = {
	id: '00gEngineering',
	type: 'UserGroup',
	alternateId: 'unknown',
	displayName: 'Engineering',
};
export const salesforce = {
	id: '0oaSalesforce',
	type: 'AppInstance',
	alternateId: 'Salesforce.com',
	displayName: 'Salesforce',
};

/** Jane is deactivated by an admin, unless said otherwise. */
export function event(uuid: string, changes: IDataObject = {}): LogEvent {
	return {
		uuid,
		published: at(0),
		eventType: 'user.lifecycle.deactivate',
		displayMessage: 'Deactivate Okta user',
		actor: admin,
		outcome: { result: 'SUCCESS', reason: null },
		target: [jane],
		transaction: { type: 'WEB', id: `of ${uuid}` },
		...changes,
	};
}

export function refusal(status: number, message = 'refused', description = ''): NodeApiError {
	const node = { id: '1', name: 'n', type: 't', typeVersion: 1, parameters: {} };
	return new NodeApiError(
		{ ...node, position: [0, 0] },
		{},
		{ message, description, httpCode: String(status) },
	);
}

/** An Okta that answers by a function, and what it was asked. Errors are thrown, as `send` does. */
export function answering(answer: (request: OktaRequest) => Partial<OktaReply> | Error) {
	const requests: OktaRequest[] = [];
	const send = async (request: OktaRequest): Promise<OktaReply> => {
		requests.push(request);
		const reply = answer(request);
		if (reply instanceof Error) throw reply;
		return { status: 200, headers: {}, body: {}, ...reply };
	};
	return {
		requests,
		send,
		pages: (request: OktaRequest, options: Parameters<typeof followPages>[2]) =>
			followPages(send, request, options),
	};
}
