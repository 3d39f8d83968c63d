import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { startOrg, type Org } from '..';
import { admin, type Admin, idOf, person } from './support/admin';

let org: Org;
let okta: Admin;
let receiver: Server;
let uri: string;
/** Names of new people, delivery by delivery. */
let received: string[][];

beforeEach(async () => {
	received = [];
	org = await startOrg({ users: 10, groups: 2, apps: 2 });
	okta = admin(org);
	receiver = createServer((request, response) => {
		const challenge = request.headers['x-okta-verification-challenge'];
		if (challenge) return void response.end(JSON.stringify({ verification: challenge }));
		let body = '';
		request.on('data', (chunk: Buffer) => (body += chunk.toString()));
		request.on('end', () => {
			received.push(
				Array.from(body.matchAll(/"alternateId":"(\w+)@people/g), ([, name]) => name ?? ''),
			);
			response.writeHead(204).end();
		});
	});
	await once(receiver.listen(0, '127.0.0.1'), 'listening');
	const address = receiver.address();
	uri = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/`;
	const hook = await okta.object('POST', '/api/v1/eventHooks', {
		name: 'Joiners',
		events: { type: 'EVENT_TYPE', items: ['user.lifecycle.create'] },
		channel: { type: 'HTTP', version: '1.0.0', config: { uri } },
	});
	await okta.object('POST', `/api/v1/eventHooks/${idOf(hook)}/lifecycle/verify`);
});

afterEach(async () => {
	await org.close();
	receiver.closeAllConnections();
	receiver.close();
});

const hire = async (...names: string[]): Promise<void> => {
	for (const name of names) await org.console.createUser(person(name));
};

it('brings events of a short while together', async () => {
	await hire('Ana', 'Ben', 'Cem');
	await org.hooks.delivered();

	expect(received).toEqual([['ana', 'ben', 'cem']]);
	expect(org.hooks.attempts).toMatchObject([{ attempt: 1, status: 204 }]);
	expect(idOf({ id: org.hooks.attempts[0]?.hookId ?? null })).toMatch(/^who/);
});
