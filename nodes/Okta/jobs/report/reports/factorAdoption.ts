import { type IDataObject, UserError } from 'n8n-workflow';

import { at, members, named, usual } from '../../../export/columns';
import { readMembers } from '../../../export/read/members';
import { commaSeparated } from '../../../objects/convert';
import { sendForObject } from '../../../transport/answers';
import type { Values } from '../../../table/values';
import { text } from '../../../transport/json';
import { fillPath } from '../../../transport/path';
import type { Okta } from '../../../transport/types';
import { estimatePeople } from '../estimate/people';
import { groupId } from '../exclusions';
import { type FactorsOf, factorsOf } from '../factors';
import { inUse, readPeople } from '../people';
import type { Report, ReportReading } from '../report';

/** The parts an org is divided into, and who belongs to which. */
interface Division {
	by: 'attribute' | 'group';
	/** Parts that have a row although nobody is in them. */
	parts: ReadonlyMap<string, string>;
	/** The parts somebody belongs to, by ID, with their names; none leaves them out. */
	partsOf: (user: IDataObject) => ReadonlyArray<readonly [id: string, name: string]>;
}

export const factorAdoption: Report = {
	name: 'Factor Adoption',
	value: 'factorAdoption',
	description:
		'How many users of each department or group have a factor, a strong one and a phishing-resistant one, in percent; takes a request per user',
	routes: [
		'GET /api/v1/users/{userId}/factors',
		'GET /api/v1/users',
		'GET /api/v1/groups/{groupId}/users',
		'GET /api/v1/groups/{groupId}',
	],
	scope: 'okta.users.read',
	columns: usual([
		...members('by', 'name', 'users'),
		...members('withFactor', 'withFactorPercent', 'strong', 'strongPercent'),
		...members('phishingResistant', 'phishingResistantPercent'),
		named('types', 'types'),
		...members('groupId'),
	]),
	asks: ['adoption', 'exclusions'],
	check: (values) => {
		if (values.text('adoptionBy') !== 'groups' || groupsIn(values).length > 0) return;
		throw new UserError('"Groups" is empty', {
			description: 'Nothing was sent to Okta. It says of which groups the adoption is counted.',
		});
	},
	estimate: async (estimating) =>
		await estimatePeople(estimating, {
			statuses: inUse,
			isAsked: true,
			...(estimating.values.text('adoptionBy') === 'groups' && {
				within: groupsIn(estimating.values),
			}),
		}),
	read: readAdoption,
};

const groupsIn = (values: Values) => commaSeparated(values.get('adoptionGroups') ?? '');

/** What is counted of a part. */
class Count {
	users = 0;
	withFactor = 0;
	strong = 0;
	phishingResistant = 0;
	/** Users with each type of factor. */
	readonly types: Record<string, number> = {};

	add({ factors, strong, phishingResistant }: FactorsOf): void {
		this.users++;
		if (factors.length > 0) this.withFactor++;
		if (strong) this.strong++;
		if (phishingResistant) this.phishingResistant++;
		for (const type of factors) this.types[type] = (this.types[type] ?? 0) + 1;
	}

	toRow(): IDataObject {
		const { users, withFactor, strong, phishingResistant, types } = this;
		const percent = (count: number) =>
			users === 0 ? null : Math.round((count / users) * 1000) / 10;
		return {
			users,
			withFactor,
			withFactorPercent: percent(withFactor),
			strong,
			strongPercent: percent(strong),
			phishingResistant,
			phishingResistantPercent: percent(phishingResistant),
			types,
		};
	}
}

async function* readAdoption(reading: ReportReading): AsyncGenerator<IDataObject[]> {
	const { okta, values } = reading;
	const attribute = values.text('adoptionAttribute') || 'department';
	const division =
		values.text('adoptionBy') === 'groups'
			? await byGroup(okta, groupsIn(values))
			: byAttribute(attribute);
	const total = new Count();
	const parts = new Map(
		[...division.parts].map(([id, name]) => [id, { name, count: new Count() }]),
	);
	const count = (user: IDataObject, found: FactorsOf) => {
		total.add(found);
		for (const [id, name] of division.partsOf(user)) {
			const part = parts.get(id) ?? { name, count: new Count() };
			parts.set(id, part);
			part.count.add(found);
		}
	};
	const pages = readPeople(
		{ ...reading, columns: [] },
		{
			statuses: inUse,
			needs: division.by === 'attribute' ? [named(attribute, 'profile', attribute)] : [],
			judge: (user) => (division.partsOf(user).length > 0 ? {} : undefined),
			examine: async (user) => {
				const found = await factorsOf(okta, user);
				if (found) count(user, found);
				return undefined;
			},
		},
	);
	for await (const page of pages) yield page;
	const rows = [...parts].map(([id, { name, count: counted }]) => ({
		by: division.by,
		name,
		groupId: division.by === 'group' ? id : null,
		...counted.toRow(),
	}));
	yield [
		...rows.toSorted((a, b) => a.name.localeCompare(b.name)),
		{ by: 'total', name: null, groupId: null, ...total.toRow() },
	];
}

/** Who has nothing there is in a part without a name. */
function byAttribute(attribute: string): Division {
	const partsOf = (user: IDataObject) => {
		const value = at(user, ['profile', attribute]);
		const name = typeof value === 'boolean' ? String(value) : text(value).trim();
		return [[name, name] as const];
	};
	return { by: 'attribute', parts: new Map(), partsOf };
}

async function byGroup(okta: Okta, names: readonly string[]): Promise<Division> {
	const groups = await Promise.all(names.map(async (name) => await readGroup(okta, name)));
	const parts = new Map(groups.map(({ id, name }) => [id, name]));
	const groupsOf = new Map<string, Array<readonly [string, string]>>();
	for (const [id, name] of parts) {
		for await (const page of readMembers(okta, { id })) {
			for (const user of page) {
				const known = groupsOf.get(text(user['id'])) ?? [];
				groupsOf.set(text(user['id']), [...known, [id, name]]);
			}
		}
	}
	return { by: 'group', parts, partsOf: (user) => groupsOf.get(text(user['id'])) ?? [] };
}

async function readGroup(okta: Okta, given: string): Promise<{ id: string; name: string }> {
	const id = await groupId(okta, given);
	const path = fillPath('/api/v1/groups/{groupId}', () => id);
	const group = await sendForObject(okta, { method: 'GET', path });
	return { id: text(group['id']), name: text(at(group, ['profile', 'name'])) };
}
