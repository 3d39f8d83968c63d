import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { gunzipSync } from 'node:zlib';
import { pack, unpack } from '../../../nodes/Okta/export/changes/pack';
import type { Cell } from '../../../nodes/Okta/export/columns';
import { csv } from '../../../nodes/Okta/export/file/csv';
import { guardFormulas, withoutGuards } from '../../../nodes/Okta/objects/formulas';
import { gzip } from '../../../nodes/Okta/export/file/gzip';
import { jsonLines } from '../../../nodes/Okta/export/file/jsonLines';
import { toStream } from '../../../nodes/Okta/export/file/toStream';

const options = { byteOrderMark: false, guardFormulas: true };
const line = (...values: Cell[]) => csv.body([], [values], options);

/** Reads CSV as RFC 4180 defines it. */
function read(text: string): string[][] {
	const rows: string[][] = [];
	let rest = text;
	while (rest !== '') {
		const row: string[] = [];
		for (let end = ','; end === ',';) {
			const [whole = '', quoted, plain = '', next = ''] =
				/^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest) ?? [];
			if (whole === '') throw new Error(`Not CSV: ${rest.slice(0, 40)}`);
			row.push(quoted?.replaceAll('""', '"') ?? plain);
			rest = rest.slice(whole.length);
			end = next;
		}
		rows.push(row);
	}
	return rows;
}

describe('CSV', () => {
	const anyText = fc.oneof(
		fc.string({ unit: 'binary' }),
		fc.stringMatching(/^[=+\-@\t\r\n"', ;\uFF1D\uFF0B\uFF0D\uFF20a]{0,6}$/),
	);

	it('can be read back, whatever is in it', () => {
		fc.assert(
			fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 2 })), (rows) => {
				const back = read(csv.body([], rows, options));
				expect(back.map((row) => row.map(withoutGuards))).toEqual(rows);
				expect(read(csv.body([], rows, { ...options, guardFormulas: false }))).toEqual(rows);
			}),
		);
	});

	it('begins no cell like a formula, whether parted at commas or at semicolons', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				for (const cell of guardFormulas(text).split(/[;\r\n]/)) {
					expect(cell.replace(/^ */, '')).not.toMatch(/^[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/);
				}
			}),
		);
	});

	it('writes what the library alone would write', () => {
		const value = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.stringMatching(/^[=+\-@\t\r\n"', \uFF1D\uFF0B\uFF0D\uFF20a]{0,4}$/),
			fc.double({ noNaN: true, noDefaultInfinity: true }),
			fc.constant(null),
		);
		const rows = fc.array(fc.array(value, { minLength: 1, maxLength: 4 }));
		fc.assert(
			fc.property(rows, (table) => {
				expect(csv.body([], table, { ...options, guardFormulas: false })).toBe(
					stringify(table, {
						record_delimiter: 'windows',
						quote_record_delimiter: true,
						escape_formulas: false,
					}),
				);
			}),
		);
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1'])('disarms %j', (formula) => {
		expect(read(line(formula, 'x'))).toEqual([[`'${formula}`, 'x']]);
		const open = csv.body([], [[formula, 'x']], { ...options, guardFormulas: false });
		expect(read(open)).toEqual([[formula, 'x']]);
	});

	it('disarms what a list or an object would begin with', () => {
		expect(read(line(['=1', 'b']))).toEqual([["'=1; b"]]);
		expect(read(line(['a', '=1', '@x']))).toEqual([["a; '=1; '@x"]]);
		expect(read(line('a;=1'))).toEqual([["a;'=1"]]);
		expect(line({ a: '=1' })).toBe('"{""a"":""=1""}"\r\n');
	});

	it('leaves numbers, switches and nothing as they are', () => {
		expect(line(-5, 0, true, false, null, undefined, '', [])).toBe('-5,0,true,false,,,,\r\n');
	});

	it('joins lists, and keeps lists of objects as JSON', () => {
		expect(line(['a', 'b'])).toBe('a; b\r\n');
		expect(read(line([{ id: 'a' }]))).toEqual([['[{"id":"a"}]']]);
	});

	it.each([[['first aid; excel', 'sql']], [['a, b']], [[' a']], [['', 'a']], [['[a']]])(
		'keeps as JSON what joined would be another list: %j',
		(list) => {
			const [[cell = '']] = [read(line(list)).flat()];
			expect(JSON.parse(cell)).toEqual(list);
			expect(cell).not.toContain(';');
		},
	);

	it('begins with the names, after the byte order mark if asked for', () => {
		expect(csv.head(['id', 'a,b'], options)).toBe('id,"a,b"\r\n');
		expect(csv.head(['id'], { ...options, byteOrderMark: true })).toBe('\uFEFFid\r\n');
	});
});

test('JSON Lines has an object a line, in the order of the names', () => {
	const rows = [
		['a', [1]],
		['b\n', null],
	];
	expect(jsonLines.body(['id', 'tags'], rows, options)).toBe(
		'{"id":"a","tags":[1]}\n{"id":"b\\n","tags":null}\n',
	);
});

describe('a stream', () => {
	const collect = async (chunks: AsyncIterable<Uint8Array>) => {
		const all: Uint8Array[] = [];
		for await (const chunk of chunks) all.push(chunk);
		return Buffer.concat(all);
	};
	async function* bytes(count: number, then?: Error): AsyncGenerator<Uint8Array<ArrayBuffer>> {
		for (let chunk = 0; chunk < count; chunk++)
			yield Buffer.from(await Promise.resolve(`${chunk},`));
		if (then) throw then;
	}

	it('is fetched no faster than it is read', async () => {
		let fetched = 0;
		async function* counted(): AsyncGenerator<Uint8Array> {
			for await (const chunk of bytes(1000)) {
				fetched++;
				yield chunk;
			}
		}
		const stream = toStream(counted());
		await stream[Symbol.asyncIterator]().next();
		stream.destroy();
		expect(fetched).toBeLessThan(10);
	});

	it('fails as its source does, compressed or not', async () => {
		const failure = new Error('The line is cut');
		await expect(collect(toStream(bytes(3, failure)))).rejects.toBe(failure);
		await expect(collect(gzip(bytes(3, failure)))).rejects.toBe(failure);
	});

	it('closes its source when nobody reads on', async () => {
		let isClosed = false;
		async function* source(): AsyncGenerator<Uint8Array<ArrayBuffer>> {
			try {
				yield* bytes(1000);
			} finally {
				isClosed = true;
			}
		}
		const packed = gzip(source());
		await packed.next();
		await packed.return(undefined);
		expect(isClosed).toBe(true);
	});

	it('is compressed to the same bytes', async () => {
		const plain = await collect(bytes(5000));
		expect(gunzipSync(await collect(gzip(bytes(5000))))).toEqual(plain);
	});
});

test('words survive being packed, in order', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(fc.stringMatching(/^[\w ]{1,20}$/)), async (words) => {
			expect(await unpack(await pack(words))).toEqual(words.toSorted());
		}),
		{ numRuns: 50 },
	);
	expect(await unpack('')).toEqual([]);
});
