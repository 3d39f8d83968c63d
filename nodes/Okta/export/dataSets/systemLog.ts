import { UserError } from 'n8n-workflow';

import { trackLog } from '../changes/log';
import { members, named, usual } from '../columns';
import type { DataSet } from '../dataSet';
import { readLog } from '../read/log';
import { timeOf } from '../timeOf';

export const systemLog: DataSet = {
	name: 'System Log',
	value: 'systemLog',
	description: 'One row per event of a time range; Okta keeps 90 days',
	routes: ['GET /api/v1/logs'],
	scope: 'okta.logs.read',
	columns: [
		...usual([
			...members('uuid', 'published', 'eventType', 'severity', 'displayMessage'),
			named('result', 'outcome', 'result'),
			named('reason', 'outcome', 'reason'),
			named('actorId', 'actor', 'id'),
			named('actorType', 'actor', 'type'),
			named('actor', 'actor', 'alternateId'),
			named('actorName', 'actor', 'displayName'),
			named('ipAddress', 'client', 'ipAddress'),
			named('country', 'client', 'geographicalContext', 'country'),
			named('city', 'client', 'geographicalContext', 'city'),
			named('userAgent', 'client', 'userAgent', 'rawUserAgent'),
			named('targets', 'target'),
		]),
		...members('version', 'legacyEventType'),
		named('actorDetails', 'actor'),
		named('clientDetails', 'client'),
		...members('device', 'authenticationContext', 'securityContext', 'transaction'),
		...members('debugContext', 'request'),
	],
	changes: trackLog,
	read: ({ okta, values, progress }) => {
		const since = timeOf(values, 'since', 'Since');
		const until = timeOf(values, 'until', 'Until');
		if (since >= until) {
			throw new UserError('"Since" is not before "Until"', {
				description: 'Nothing was sent to Okta.',
			});
		}
		return readLog(okta, progress, { since, until });
	},
};
