import { clockAt } from './clockAt';

/** The same at a quarter of the speed, where much has to be done in a minute, be the machine busy. */
export const speed = 15;

/**
 * What the machine may take for itself, in minutes of this clock: four seconds of ours, which nobody who
 * plans for Okta's limits can know.
 */
export const MACHINE = (4 * speed) / 60;

export const clock = clockAt(speed);
