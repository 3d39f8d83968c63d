/** Whether `npm run test:walks` runs, see jest.config.js beside this. */
export const isWhole = process.env['WALKS'] === 'whole';

/**
 * Some files walk every operation through every trouble, which takes minutes. `npm test` takes every
 * eighth case of such a table, so that each resource comes up; `npm run test:walks` takes them all.
 */
export function part<T>(cases: readonly T[]): readonly T[] {
	return isWhole ? cases : cases.filter((_, index) => index % 8 === 0);
}
