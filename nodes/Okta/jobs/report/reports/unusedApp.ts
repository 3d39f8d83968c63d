import { type IDataObject, UserError } from 'n8n-workflow';

import { at, named } from '../../../export/columns';
import { users } from '../../../export/dataSets/users';
import { clientIdIn } from '../../../objects/serviceApps';
import { sendForObject } from '../../../transport/answers';
import { isObject, text } from '../../../transport/json';
import { fillPath } from '../../../transport/path';
import { estimateUnusedApp } from '../estimate/others';
import { readExclusions } from '../exclusions';
import { checkLogDays, lastDone, notWithin, useOf } from '../log';
import { besideManagers, columnsOfPeople } from '../people';
import { DAY, type Report, type ReportReading } from '../report';

export const unusedApp: Report = {
	name: 'Unused App Assignments',
	value: 'unusedApp',
	description:
		'Users who have an app and did not use it for so many days, with how it came to them: for licences to take back',
	routes: [
		'GET /api/v1/apps/{appId}/users',
		'GET /api/v1/apps/{appId}',
		'GET /api/v1/logs',
		'GET /api/v1/users',
		'GET /api/v1/groups/{groupId}/users',
	],
	scope: 'okta.apps.read',
	alsoScopes: ['okta.logs.read'],
	columns: columnsOfPeople(
		named('appId', 'report', 'appId'),
		named('appLabel', 'report', 'appLabel'),
		named('use', 'report', 'use'),
		named('assigned', 'report', 'assigned'),
		named('scope', 'report', 'scope'),
		named('throughGroup', 'report', 'throughGroup'),
		named('throughGroupId', 'report', 'throughGroupId'),
		named('appUserName', 'report', 'appUserName'),
	),
	attributes: users.attributes,
	asks: ['application', 'daysUnused', 'exclusions', 'manager'],
	check: (values) => {
		checkLogDays(values.number('daysUnused') ?? 0);
		if (values.text('appId') !== '') return;
		throw new UserError('"Application" is empty', {
			description: 'Nothing was sent to Okta. Choose the app whose use is to be looked at.',
		});
	},
	estimate: estimateUnusedApp,
	read: (reading) => besideManagers(reading, readUnused(reading)),
};

async function* readUnused(reading: ReportReading): AsyncGenerator<IDataObject[]> {
	const { okta, values, now, progress } = reading;
	const days = values.number('daysUnused') ?? 0;
	const path = fillPath('/api/v1/apps/{appId}', () => values.text('appId'));
	const app = await sendForObject(okta, { method: 'GET', path });
	const isExcluded = await readExclusions(okta, values);
	const lastUse = await lastDone(reading, days, useOf(app, clientIdIn(app)));
	const request = { method: 'GET', path: `${path}/users`, query: { expand: 'user' } } as const;
	for await (const page of okta.pages(request, { pageSize: 500 })) {
		progress.sees(page.length);
		yield page.flatMap((assignment) => {
			const embedded = at(assignment, ['_embedded', 'user']);
			const user = isObject(embedded) ? embedded : { id: assignment['id'] };
			const assigned = text(assignment['created']);
			// Who got it since then did not have it that long.
			if (Date.parse(assigned) > now - days * DAY) return [];
			if (lastUse.has(text(user['id'])) || isExcluded(user)) return [];
			return [{ ...user, report: toReport(app, assignment, notWithin(days)) }];
		});
	}
}

function toReport(app: IDataObject, assignment: IDataObject, use: string): IDataObject {
	const group = text(at(assignment, ['_links', 'group', 'href']));
	return {
		appId: text(app['id']),
		appLabel: text(app['label']),
		use,
		assigned: assignment['created'] ?? null,
		scope: assignment['scope'] ?? null,
		throughGroup: at(assignment, ['_links', 'group', 'name']),
		throughGroupId: group.slice(group.lastIndexOf('/') + 1) || null,
		appUserName: at(assignment, ['credentials', 'userName']),
	};
}
