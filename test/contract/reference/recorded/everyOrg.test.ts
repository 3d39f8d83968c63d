import {
	columnsOfNew,
	toAttributes,
	toColumn,
	toLimits,
} from '../../../../nodes/Okta/methods/attributeColumns';
import { groupSchema, userSchema } from '../../../../nodes/Okta/objects/everyOrg';
import { pairs } from './pairs';

const schemas = [
	['user', userSchema],
	['group', groupSchema],
] as const;

describe.each(schemas)('the attributes of every %s', (kind, schema) => {
	const path = `/api/v1/meta/schemas/${kind}/default`;
	const known = toAttributes(schema);

	const sent = pairs
		.filter(({ request }) => request.method === 'GET' && request.path === path)
		.map(({ response }) => toAttributes(response.body).filter(({ part }) => part === 'base'));

	it('are those that Okta brings, as a new org needs them', () => {
		expect(sent.map(columnsOfNew)).toContainEqual(columnsOfNew(known));
		expect(sent.map((attributes) => attributes.map(toLimits))).toContainEqual(known.map(toLimits));
	});

	// An org may do without somebody's name.
	it('are of the same kind in every org', () => {
		for (const attributes of sent) {
			const kinds = (of: typeof known) => new Set(of.map((one) => toColumn(one, false)));
			expect(kinds(attributes)).toEqual(kinds(known));
		}
	});
});
