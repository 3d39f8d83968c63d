import type { IExecuteFunctions } from 'n8n-workflow';

import { isObject } from '../transport/json';
import { patient } from '../transport/manners';
import type { Manners } from '../transport/types';

/** What the user allows an execution; values that an expression got wrong are brought in range. */
export function readManners(context: IExecuteFunctions): Manners {
	const chosen: unknown = context.getNodeParameter('requestOptions', 0, {});
	const number = (name: string, from: number, to: number, otherwise: number): number => {
		const value = Number(isObject(chosen) ? (chosen[name] ?? otherwise) : otherwise);
		return Number.isNaN(value) ? otherwise : Math.min(Math.max(value, from), to);
	};
	return {
		...patient,
		parallel: Math.floor(number('parallel', 1, 75, patient.parallel)),
		share: number('share', 1, 100, patient.share * 100) / 100,
		longestWait: number('longestWait', 0, Infinity, patient.longestWait / 60_000) * 60_000,
		timeout: number('timeout', 1, 300, patient.timeout / 1000) * 1000,
	};
}
