import { digestOf, newSecret } from '../../../nodes/Okta/objects/hookSecret';
import { readDelivery } from '../../../nodes/Okta/trigger/delivery';
import { event } from './support';

const secret = newSecret();
const digest = digestOf(secret);
const body = (events: unknown) => ({ eventType: 'com.okta.event_hook', data: { events } });

describe('newSecret', () => {
	it('is long, different each time, and fit for a header', () => {
		expect(secret).toMatch(/^[\w-]{43}$/);
		expect(newSecret()).not.toBe(secret);
	});
});

describe('readDelivery', () => {
	it('lets Okta in with its events', () => {
		const events = [event('a'), event('b')];
		expect(readDelivery(secret, body(events), [digest])).toEqual({ events });
	});

	it('lets a delivery of nothing in', () => {
		expect(readDelivery(secret, body([]), [digest])).toEqual({ events: [] });
	});

	it.each<[string, unknown]>([
		['no secret', undefined],
		['an empty one', ''],
		['a wrong one', newSecret()],
		['a truncated one', secret.slice(0, -1)],
		['one with something behind it', `${secret} `],
		['what is kept of it', digest],
		['several', [secret, secret]],
	])('keeps out who sends %s', (_, sent) => {
		expect(readDelivery(sent, body([event('a')]), [digest])).toEqual({ refusal: 401 });
	});

	it('lets in who has any of several secrets', () => {
		const digests = [digestOf(newSecret()), digest];
		expect(readDelivery(secret, body([]), digests)).toEqual({ events: [] });
		expect(readDelivery(newSecret(), body([]), digests)).toEqual({ refusal: 401 });
	});

	it('keeps everybody out while there is no secret', () => {
		expect(readDelivery('', body([]), [])).toEqual({ refusal: 401 });
		expect(readDelivery(undefined, body([]), [])).toEqual({ refusal: 401 });
	});

	it.each([
		['nothing', undefined],
		['text', 'events'],
		['a list', [event('a')]],
		['another kind of request', { ...body([event('a')]), eventType: 'com.okta.oauth2.tokens' }],
		['no data', { eventType: 'com.okta.event_hook' }],
		['no list of events', body({ 0: event('a') })],
		['something that is no event', body([event('a'), null])],
		['an event without an ID', body([{ ...event('a'), uuid: undefined }])],
	])('refuses %s', (_, sent) => {
		expect(readDelivery(secret, sent, [digest])).toEqual({ refusal: 400 });
	});

	it('refuses more events than Okta ever sends', () => {
		const many = Array.from({ length: 5_001 }, (_, index) => event(String(index)));
		expect(readDelivery(secret, body(many), [digest])).toEqual({ refusal: 413 });
	});
});
