import type { IDataObject } from 'n8n-workflow';

import type { OktaScope } from '../../../credentials/oauth/scopes';
import type { Resource } from '../table/operation';
import { sendForList } from '../transport/answers';
import { isRefusal } from '../transport/refusals';
import type { Okta } from '../transport/types';
import { reasonOf, type Examination } from './examination';
import { covers, outlook } from './operations';
import { proposeRole } from './proposal';

/** What is read to see whether the admin role allows it; `users` stands for `okta.users.*`. */
const PROBES: ReadonlyArray<{ area: string; path: string; scope: OktaScope }> = [
	{ area: 'users', path: '/api/v1/users', scope: 'okta.users.read' },
	{ area: 'groups', path: '/api/v1/groups', scope: 'okta.groups.read' },
	{ area: 'apps', path: '/api/v1/apps', scope: 'okta.apps.read' },
];

/**
 * What the token and the admin role are good for.
 *
 * @param wanted - the operations that the app is there for; all that its scopes allow if it is empty
 */
export async function checkRights(
	okta: Okta,
	report: Examination,
	resources: readonly Resource[],
	granted: readonly string[],
	wanted: readonly string[],
): Promise<IDataObject> {
	const asked = okta.signIn.scopes();
	const missing = asked.filter((scope) => !granted.includes(scope));
	report.add(
		'Scopes',
		missing.length === 0,
		missing.length === 0
			? `Okta granted all ${asked.length} scopes the credential asks for`
			: `Okta did not grant ${missing.join(', ')}`,
		missing.length === 0
			? ''
			: 'In the Okta Admin Console, open the service app and grant them under Okta API Scopes, or take them out of the credential.',
	);
	const { refused, unseen } = await probeRole(okta, report, granted);
	const operations = outlook(resources, granted, refused, unseen);
	const { work, doNotWork } = operations;
	report.add(
		'Operations',
		work.length > 0,
		`${work.length} of ${work.length + doNotWork.length} operations of this node will work`,
		work.length > 0 ? '' : 'Grant the scopes your workflows need; docs/operations.md lists them.',
	);
	return {
		scopes: { asked: [...asked], granted: [...granted], missing },
		operations: { ...operations },
		smallestRole: { ...proposeRole(resources, granted, okta.signIn.orgUrl(), wanted) },
	};
}

/** The areas the admin role refuses, or shows nothing of. Only what the token has a scope for can be told. */
async function probeRole(
	okta: Okta,
	report: Examination,
	granted: readonly string[],
): Promise<Record<'refused' | 'unseen', string[]>> {
	const probes = PROBES.filter(({ scope }) => covers(granted, scope));
	const refused: string[] = [];
	const unseen: string[] = [];
	for (const { area, path } of probes) {
		const check = `Admin Role: ${area}`;
		try {
			const { rows } = await sendForList(okta, { method: 'GET', path, query: { limit: 1 } });
			// To an app without a role Okta doesn't refuse a list: it leaves out what no role covers.
			const none = rows.length === 0;
			if (none) unseen.push(area);
			report.add(
				check,
				!none,
				none
					? `The service app may list ${area} but sees none, as without an admin role that covers any`
					: `The service app may read ${area}`,
				none ? adviceOnRole(area) : '',
			);
		} catch (error) {
			if (isRefusal(error, 403)) refused.push(area);
			const { detail, advice } = reasonOf(error);
			report.add(check, false, `Reading ${area}: ${detail}`, advice);
		}
	}
	return { refused, unseen };
}

function adviceOnRole(area: string): string {
	return `In the Okta Admin Console, open the service app and assign, under Admin roles, a role that covers ${area}, or take okta.${area} out of the credential if it is not needed.`;
}
