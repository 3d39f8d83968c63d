import { Fresh } from '../../../nodes/Okta/trigger/memory/fresh';

/** Answers one after the other; an error is thrown. */
function answers(...values: Array<string | Error>) {
	return jest.fn(async () => {
		const value = values.shift();
		if (value instanceof Error) throw value;
		return await Promise.resolve(value);
	});
}

describe.each([true, false])('what is read and, if it cannot be read anew, kept: %s', (keeps) => {
	it('is read anew after a while, and at once of something else', async () => {
		const fresh = new Fresh<string | undefined>(1_000, keeps);
		const read = answers('a', 'b', 'c');
		expect(await fresh.get('x', read, 0)).toBe('a');
		expect(await fresh.get('x', read, 999)).toBe('a');
		expect(await fresh.get('x', read, 1_000)).toBe('b');
		expect(await fresh.get('y', read, 1_001)).toBe('c');
		expect(read).toHaveBeenCalledTimes(3);
	});

	it('is read once by all who ask meanwhile', async () => {
		const fresh = new Fresh<string | undefined>(1_000, keeps);
		const read = answers('a');
		const all = await Promise.all([fresh.get('x', read, 0), fresh.get('x', read, 1)]);
		expect(all).toEqual(['a', 'a']);
	});

	it('fails as its first reading does, and is read again', async () => {
		const fresh = new Fresh<string | undefined>(1_000, keeps);
		const read = answers(new Error('Okta is away'), 'a');
		await expect(fresh.get('x', read, 0)).rejects.toThrow('Okta is away');
		expect(await fresh.get('x', read, 1)).toBe('a');
	});
});

it('is kept for as long again, or not', async () => {
	const kept = new Fresh<string | undefined>(1_000, true);
	const read = answers('a', new Error('Okta is away'), 'b');
	await kept.get('x', read, 0);
	expect(await kept.get('x', read, 1_000)).toBe('a');
	expect(await kept.get('x', read, 1_999)).toBe('a');
	expect(await kept.get('x', read, 2_000)).toBe('b');

	const lost = new Fresh<string | undefined>(1_000, false);
	const other = answers('a', new Error('Okta is away'), 'b');
	await lost.get('x', other, 0);
	await expect(lost.get('x', other, 1_000)).rejects.toThrow('Okta is away');
	expect(await lost.get('x', other, 1_001)).toBe('b');
});
