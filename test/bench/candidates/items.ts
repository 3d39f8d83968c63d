import type { Outcome } from '../../engine/harness';
import type { Work } from '../job';

/** What became of the items a node was given, one by one. */
export const countItems =
	({ items, error }: Outcome) =>
	async (): Promise<Work> => {
		const failures = items.filter((item) => item.error !== undefined || 'error' in item.json);
		const done = items.length - failures.length;
		const [failure] = failures;
		return {
			done,
			distinct: done,
			failed: failures.length,
			remark: error?.message ?? failure?.error?.message,
		};
	};
