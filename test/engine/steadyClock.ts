import { clockAt } from './clockAt';

/** The same at half the speed, where as much has to be done in a minute as a busy machine can do. */
export const speed = 30;

export const clock = clockAt(speed);
