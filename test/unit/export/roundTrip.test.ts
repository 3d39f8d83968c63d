import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { allColumns } from '../../../nodes/Okta/export/chooseColumns';
import { cells } from '../../../nodes/Okta/export/columns';
import { users } from '../../../nodes/Okta/export/dataSets/users';
import { csv } from '../../../nodes/Okta/export/file/csv';
import { readMapper } from '../../../nodes/Okta/form/mapper';
import { toColumn } from '../../../nodes/Okta/methods/attributeColumns';
import { oktaAnswering } from '../node/unused';

/** Anything, and what is hard: formulas, separators, quotes, blanks, JSON, what looks like a date. */
const anyText = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.stringMatching(/^[=+\-@\t\r\n"', ;:\\[\]{}\uFF1D\uFF0Ba1]{0,8}$/),
	fc.constantFrom('+1 415 555 0100', '-', '@home', 'first aid; excel', '2026-11-20', 'true', '1'),
	fc.constantFrom("'+1", "''=x", '2026-11-20T00:00:00.000+01:00', '[]', '{}', 'null', '0012'),
);
const number = fc.double({ noNaN: true, noDefaultInfinity: true });
const withoutBlanks = anyText.map((text) => text.trim());

interface Invented {
	schema: IDataObject;
	/** Values that a schema like that allows. */
	value: fc.Arbitrary<unknown>;
}

const one = (schema: IDataObject, value: fc.Arbitrary<unknown>): fc.Arbitrary<Invented> =>
	fc.constant({ schema, value });

const attribute: fc.Arbitrary<Invented> = fc.oneof(
	one({ type: 'string' }, anyText),
	one({ type: 'string', format: 'email' }, withoutBlanks),
	one({ type: 'number' }, number),
	one({ type: 'integer' }, fc.integer()),
	one({ type: 'boolean' }, fc.boolean()),
	one({ type: 'array', items: { type: 'string' } }, fc.array(anyText)),
	one({ type: 'array', items: { type: 'integer' } }, fc.array(fc.integer())),
	one({ type: 'array', items: { type: 'number' } }, fc.array(number)),
	one(
		{ type: 'object' },
		fc.dictionary(
			// The org names them, be it as Okta names its secrets.
			fc.oneof(
				// A temporary access code is left out of every profile.
				fc.stringMatching(/^[a-z]{1,5}$/).filter((member) => member !== 'tac'),
				fc.constantFrom('otp', 'token', 'password'),
			),
			anyText,
		),
	),
	fc.uniqueArray(anyText, { minLength: 1, maxLength: 5 }).map((values) => ({
		schema: { type: 'string', enum: values },
		value: fc.constantFrom(...values),
	})),
	fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 5 }).map((values) => ({
		schema: { type: 'integer', enum: values },
		value: fc.constantFrom(...values),
	})),
);

const name = fc.oneof(
	fc.stringMatching(/^[a-zA-Z]\w{0,6}$/).filter((attribute) => !/^tac$/i.test(attribute)),
	fc.constantFrom('login', 'email', 'status', 'type', 'created', 'profile', 'id', 'typeId'),
);

/** A schema, and profiles that are as it says. */
const directory = fc
	.uniqueArray(fc.record({ name, attribute }), { minLength: 1, selector: (entry) => entry.name })
	.chain((attributes) => {
		const profile = fc.record(
			Object.fromEntries(
				attributes.map(({ name: key, attribute: { value } }) => [
					key,
					// Of these Okta takes texts alone, and none with blanks around them.
					fc.option(['login', 'email'].includes(key) ? withoutBlanks : value),
				]),
			),
		);
		const columns = attributes.map(({ name: key, attribute: { schema } }) =>
			toColumn(
				{
					name: key,
					title: key,
					schema: ['login', 'email'].includes(key) ? { type: 'string' } : schema,
				},
				false,
			),
		);
		return fc.record({
			columns: fc.constant(columns),
			profiles: fc.array(profile, { minLength: 1 }),
		});
	});

/** As n8n's Extract From File does it (2.41): empty cells are left out. */
function extract(text: string): IDataObject[] {
	const rows: Array<Record<string, string>> = parse(text, {
		columns: true,
		skip_empty_lines: true,
	});
	return rows.map((row) =>
		Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
	);
}

it('is read back into the mapper and changes nobody', async () => {
	await fc.assert(
		fc.asyncProperty(directory, async ({ columns, profiles }) => {
			const names = columns.map(({ id }) => id);
			const exported = await allColumns(oktaAnswering({}), {
				...users,
				attributes: async () => await Promise.resolve(names),
			});
			const rows = profiles.map((profile, row) =>
				cells(
					{
						id: `00u${String(row).padStart(17, '0')}`,
						status: 'ACTIVE',
						created: '2026-11-20T00:00:00.000Z',
						type: { id: 'oty1' },
						profile,
					},
					exported,
				),
			);
			const options = { byteOrderMark: false, guardFormulas: true };
			const heads = exported.map((column) => column.name);
			const items = extract(csv.head(heads, options) + csv.body(heads, rows, options));
			expect(items).toHaveLength(profiles.length);

			const mapper = { mappingMode: 'autoMapInputData', value: null, schema: columns };
			items.forEach((item, row) => {
				const mapped = readMapper(mapper, { item, zone: 'Europe/Berlin' });
				const before = Object.fromEntries(
					Object.keys(mapped).map((key) => [key, profiles[row]?.[key]]),
				);
				// As it is sent.
				expect(JSON.parse(JSON.stringify(mapped))).toEqual(JSON.parse(JSON.stringify(before)));
			});
		}),
		{ numRuns: 400 },
	);
});
