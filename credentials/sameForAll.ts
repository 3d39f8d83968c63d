import type { INodeProperties } from 'n8n-workflow';

import type { CredentialFields } from './oauth/serviceApp';

const NAME = 'sameForAll';
const YES = 'yes';

/** Fields that n8n adds to every credential. */
const ADDED = ['allowedHttpRequestDomains', 'allowedDomains'];

/** All texts that begin like an expression. A regular expression n8n runs with a time limit, in a sandbox. */
const expressions = { from: '=', to: '=\uffff' };

/**
 * A hidden field that n8n hands over only if no field holds an expression. Nobody but n8n sees what is
 * stored: a node gets what the expressions came to for one item. But n8n leaves out fields that are not
 * displayed, and decides that by what is stored, at every reading.
 */
export function sameForAllField(fields: readonly INodeProperties[]): INodeProperties {
	const typed = fields.filter(({ type }) => type !== 'hidden' && type !== 'notice');
	const names = [...typed.map(({ name }) => name), ...ADDED];
	return {
		displayName: 'Same for All Items',
		name: NAME,
		type: 'hidden',
		default: YES,
		displayOptions: {
			hide: Object.fromEntries(names.map((name) => [name, [{ _cnd: { between: expressions } }]])),
		},
	};
}

/** Whether the credential is the same for every item. */
export function isSameForAll(fields: CredentialFields): boolean {
	return fields[NAME] === YES;
}
