import type { IDataObject } from 'n8n-workflow';

import type { OktaReply, OktaRequest } from '../../../nodes/Okta/transport/types';
import {
	hooksTo,
	isInOrder,
	register,
	remove,
	type Wanted,
} from '../../../nodes/Okta/trigger/eventHook';
import { answering, refusal } from './support';

const wanted: Wanted = {
	name: 'n8n: Leavers / When a user leaves',
	uri: 'https://n8n.acme.com/webhook/1/webhook',
	events: ['user.lifecycle.deactivate', 'user.lifecycle.suspend'],
};

const hook = (id: string, changes: IDataObject = {}): IDataObject => ({
	id,
	status: 'ACTIVE',
	verificationStatus: 'VERIFIED',
	events: { items: [...wanted.events].reverse() },
	channel: { config: { uri: wanted.uri } },
	...changes,
});
const elsewhere = { channel: { config: { uri: 'https://other.example/' } } };

/** An org with hooks in it, which answers as planned where it doesn't as usual. */
function org(
	hooks: IDataObject[],
	planned: Readonly<Record<string, Partial<OktaReply> | Error>> = {},
) {
	const okta = answering((request): Partial<OktaReply> | Error => {
		const plan = planned[lineOf(request)];
		if (plan) return plan;
		const { method, path } = request;
		if (method === 'GET') return { body: hooks };
		if (method === 'POST' && path === '/api/v1/eventHooks') return { body: hook('whoNew') };
		if (method === 'PUT') return { body: hook(path.split('/').at(-1) ?? '') };
		return { body: {} };
	});
	return { ...okta, lines: () => okta.requests.map(lineOf) };
}

const lineOf = ({ method, path }: OktaRequest) =>
	`${method} ${path.replace('/api/v1/eventHooks', '')}`;

describe('hooksTo', () => {
	it('finds the hooks that go to an address', async () => {
		const okta = org([hook('who1'), hook('who2', elsewhere), hook('who3')]);
		const found = await hooksTo(okta, wanted.uri);
		expect(found.map(({ id }) => id)).toEqual(['who1', 'who3']);
	});
});

describe('isInOrder', () => {
	it('is content with a hook that gets the events, in any order', () => {
		expect(isInOrder(hook('who1'), wanted)).toBe(true);
	});

	it.each<[string, IDataObject]>([
		['is switched off', { status: 'INACTIVE' }],
		['is not verified', { verificationStatus: 'UNVERIFIED' }],
		['goes elsewhere', elsewhere],
		['gets other events', { events: { items: ['user.lifecycle.create'] } }],
		['gets fewer events', { events: { items: ['user.lifecycle.suspend'] } }],
	])('is not content with a hook that %s', (_, changes) => {
		expect(isInOrder(hook('who1', changes), wanted)).toBe(false);
	});
});

describe('register', () => {
	it('makes a hook with a secret in the Authorization header, and has it verified', async () => {
		const okta = org([hook('who2', elsewhere)]);
		expect(await register(okta, wanted, 's3cret')).toBe('whoNew');
		expect(okta.lines()).toEqual(['GET ', 'POST ', 'POST /whoNew/lifecycle/verify']);
		expect(okta.requests[1]?.body).toEqual({
			name: wanted.name,
			events: { type: 'EVENT_TYPE', items: wanted.events },
			channel: {
				type: 'HTTP',
				version: '1.0.0',
				config: {
					uri: wanted.uri,
					headers: [],
					method: 'POST',
					authScheme: { type: 'HEADER', key: 'Authorization', value: 's3cret' },
				},
			},
		});
	});

	it('adopts the hook that is there, with a new secret, and removes its doubles', async () => {
		const okta = org([hook('who1'), hook('who2')]);
		expect(await register(okta, wanted, 's3cret')).toBe('who1');
		expect(okta.lines()).toEqual([
			'GET ',
			'POST /who2/lifecycle/deactivate',
			'DELETE /who2',
			'PUT /who1',
			'POST /who1/lifecycle/verify',
		]);
	});

	it('switches on a hook that somebody switched off', async () => {
		const okta = org([hook('who1')], {
			'PUT /who1': { body: hook('who1', { status: 'INACTIVE' }) },
		});
		await register(okta, wanted, 's3cret');
		expect(okta.lines()).toContain('POST /who1/lifecycle/activate');
	});

	it('names the event that Okta refuses', async () => {
		const okta = org([], {
			'POST ': refusal(400, "Okta refused the values: 'user.lifecycle.suspend' is not eligible"),
		});
		await expect(register(okta, wanted, 's3cret')).rejects.toThrow(
			'Okta sends these events to no hook: user.lifecycle.suspend',
		);
	});

	it('names those nobody has heard of when Okta does not say which it means', async () => {
		const strange = { ...wanted, events: [...wanted.events, 'user.lifecycle.removed'] };
		const okta = org([], { 'POST ': refusal(400, 'Api validation failed: events.items') });
		await expect(register(okta, strange, 's3cret')).rejects.toThrow(
			'Okta sends these events to no hook: user.lifecycle.removed',
		);
	});

	it('leaves other refusals as they are', async () => {
		const lacking = refusal(403, 'The access token lacks the scope okta.eventHooks.manage');
		const okta = org([], { 'POST ': lacking });
		await expect(register(okta, wanted, 's3cret')).rejects.toBe(lacking);
	});

	it('says that the org has as many hooks as Okta allows, wherever Okta does', async () => {
		const full = Array.from({ length: 25 }, (_, index) => hook(`who${index}`, elsewhere));
		const message = 'The org has 25 event hooks already, as many as Okta allows';
		for (const step of ['POST ', 'POST /whoNew/lifecycle/verify']) {
			const okta = org(full, { [step]: refusal(400, 'Too many') });
			await expect(register(okta, wanted, 's3cret')).rejects.toThrow(message);
		}
	});

	it('leaves no hook behind that Okta could not verify', async () => {
		const okta = org([], { 'POST /whoNew/lifecycle/verify': refusal(400, 'No answer') });
		await expect(register(okta, wanted, 's3cret')).rejects.toThrow(
			`Okta called ${wanted.uri} and did not get the answer it expects`,
		);
		expect(okta.lines().slice(-2)).toEqual(['POST /whoNew/lifecycle/deactivate', 'DELETE /whoNew']);
	});

	it('says why it failed, even if tidying up fails too', async () => {
		const okta = org([], {
			'POST /whoNew/lifecycle/verify': refusal(400, 'No answer'),
			'POST /whoNew/lifecycle/deactivate': refusal(500, 'Out of order'),
		});
		await expect(register(okta, wanted, 's3cret')).rejects.toThrow('did not get the answer');
	});
});

describe('remove', () => {
	it('deactivates the hook first, without which Okta does not delete it', async () => {
		const okta = org([]);
		await remove(okta, 'who1');
		expect(okta.lines()).toEqual(['POST /who1/lifecycle/deactivate', 'DELETE /who1']);
	});

	it('is content when it is gone', async () => {
		const gone = refusal(404);
		const okta = org([], { 'POST /who1/lifecycle/deactivate': gone, 'DELETE /who1': gone });
		await expect(remove(okta, 'who1')).resolves.toBeUndefined();
	});

	it('is not content with another refusal', async () => {
		const okta = org([], { 'DELETE /who1': refusal(500, 'Out of order') });
		await expect(remove(okta, 'who1')).rejects.toThrow('Out of order');
	});
});
