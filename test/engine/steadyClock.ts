import { clockAt } from './clockAt';

/** The same at a quarter of the speed, where much has to be done in a minute, be the machine busy. */
export const speed = 15;

export const clock = clockAt(speed);
