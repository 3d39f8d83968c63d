import { clockAt } from './clockAt';

/** For `jest.mock` in place of the package's own clock, where nothing depends on how long it waits. */
export const clock = clockAt(3_000);
