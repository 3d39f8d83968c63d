import { everybody, type Job, type Prepare, type Work } from '../job';
import { fetchToken } from './token';

/** The least a program can do to read a list: one cursor, no retries, nothing done with the rows. */
export const bareLoop: Prepare = async ({ org, task, atMost }: Job) => {
	if (task.name !== 'export') throw new Error('The bare loop only reads');
	return async () => {
		const headers = { authorization: `Bearer ${await fetchToken(org)}` };
		const until = Date.now() + atMost * 1000;
		const pages: unknown[][] = [];
		let remark: string | undefined;
		const query = new URLSearchParams({ limit: '200', filter: everybody }).toString();
		let next: string | undefined = `${org.url}/api/v1/users?${query}`;
		while (next !== undefined && Date.now() < until) {
			const response: Response = await fetch(next, { headers });
			const rows: unknown = await response.json();
			if (!response.ok || !Array.isArray(rows)) {
				remark = `ended by status ${response.status}`;
				break;
			}
			pages.push(rows.map(idOf));
			next = /<([^>]*)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
		}
		return async (): Promise<Work> => {
			const ids = pages.flat();
			return { done: ids.length, distinct: new Set(ids).size, failed: 0, remark };
		};
	};
};

const idOf = (row: unknown): unknown => (row instanceof Object && 'id' in row ? row.id : undefined);
