import type { ResourceFacts } from '../../table/operation';

export const resource: ResourceFacts = {
	name: 'WebAuthn Preregistration',
	value: 'webAuthnPreregistration',
	description:
		'Security keys that come to users set up already, by post (Identity Engine orgs only)',
};
