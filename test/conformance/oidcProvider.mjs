import { Buffer } from 'node:buffer';
import { createServer } from 'node:http';

import Provider from 'oidc-provider';

/*
 * A certified authorization server (oidc-provider) that stands where Okta would: its token endpoint
 * at Okta's path, its clients authenticated by private_key_jwt alone. It is published as ES module
 * only, so it runs in a process of its own. Reads the clients as JSON from its first argument,
 * prints its origin, and ends when its input does.
 */
const clients = JSON.parse(process.argv[2] ?? '[]');
const algorithms = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(origin, {
	clients: clients.map((client) => ({
		grant_types: ['client_credentials'],
		response_types: [],
		redirect_uris: [],
		token_endpoint_auth_method: 'private_key_jwt',
		...client,
	})),
	clientAuthMethods: ['private_key_jwt'],
	enabledJWA: {
		clientAuthSigningAlgValues: algorithms,
		dPoPSigningAlgValues: algorithms,
	},
	features: {
		clientCredentials: { enabled: true },
		devInteractions: { enabled: false },
		introspection: { enabled: true },
		dPoP: {
			enabled: true,
			nonceSecret: Buffer.alloc(32, 'n'),
			requireNonce: () => true,
		},
	},
	routes: { token: '/oauth2/v1/token' },
	scopes: ['okta.users.read', 'okta.groups.read'],
	ttl: { ClientCredentials: 3600 },
});

server.on('request', provider.callback());
console.log(origin);
process.stdin.on('end', () => process.exit()).resume();
