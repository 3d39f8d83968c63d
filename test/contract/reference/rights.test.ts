import { rightsForCall } from '../../../nodes/Okta/table/rightsOf';
import type { Route } from '../../../nodes/Okta/table/operation';
import { operations } from './facts';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const calls = operations.flatMap(({ method, path }): Route[] => {
	const known = METHODS.find((one) => one === method);
	return known && path.startsWith('/') ? [`${known} /${path.slice(1)}`] : [];
});

test("every call of Okta's reference has its rights", () => {
	expect(calls).toHaveLength(operations.length);
	const without = calls.filter((call) => rightsForCall(call) === undefined);
	// Public, and about the caller alone.
	expect(without.filter((call) => !call.includes('/.well-known/'))).toEqual([]);
});
