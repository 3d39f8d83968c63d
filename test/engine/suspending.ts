import type { Org, OrgOptions } from '../org';
import { byId } from './scenarios';
import { openWorld, type World } from './world';

/** An org of a free plan: 50 requests in each minute. */
export const openFreePlan = async (options: OrgOptions = {}): Promise<World> =>
	await openWorld({
		org: { users: 400, limits: 'integratorFree', ...options },
		app: { dpop: false },
	});

const some = ({ users }: Org, count: number) =>
	users
		.list()
		.filter(({ status }) => status === 'ACTIVE')
		.slice(0, count);

/** Suspends so many users. */
export const suspend = async (
	{ n8n, org, credential }: World,
	count: number,
	{
		requestOptions = {},
		from = 0,
		signal,
	}: { requestOptions?: object; from?: number; signal?: AbortSignal } = {},
) =>
	await n8n.run({
		parameters: {
			resource: 'user',
			operation: 'suspend',
			userId: byId('={{ $json.id }}'),
			requestOptions: { ...requestOptions },
		},
		credential,
		items: some(org, from + count)
			.slice(from)
			.map(({ id }) => ({ id })),
		signal,
	});
