import { clockAt } from './clockAt';

/**
 * For `jest.mock` in place of the package's own clock: its seconds pass in no time, so that a pause
 * of a minute takes a fraction of a second. An org of the same `speed` keeps step.
 */
export const speed = 60;

export const clock = clockAt(speed);
