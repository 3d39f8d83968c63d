import type { IDataObject } from 'n8n-workflow';

import { isObject } from './transport/json';
import type { OktaReply } from './transport/request';

/** Output objects of an answer; in place of an empty one, n8n's word for what happened. */
export function toRows({ body }: OktaReply, method: string, ids: IDataObject): IDataObject[] {
	if (Array.isArray(body)) {
		return body.map((row: unknown): IDataObject => (isObject(row) ? row : { data: String(row) }));
	}
	if (isObject(body) && Object.keys(body).length > 0) return [body];
	if (typeof body === 'string' && body.trim() !== '') return [{ data: body }];
	return [{ ...(method === 'DELETE' ? { deleted: true } : { success: true }), ...ids }];
}
