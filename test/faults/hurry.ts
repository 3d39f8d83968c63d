import { speed } from '../engine/quickClock';

/*
 * Imported first, makes the date run as fast as the package's quick clock, for everything in the
 * process: the org's windows of a minute, its tokens and the proofs it checks. Whatever takes time
 * itself, such as an HTTP request and its time-out, takes as long as ever.
 */
const { now } = Date;
/** A process that this one starts counts from the same moment. */
const start = Number((process.env['HURRIED_SINCE'] ??= String(now())));
const fast = (): number => Math.floor(start + (now() - start) * speed);

globalThis.Date = new Proxy(Date, {
	construct: (RealDate, given: unknown[]): Date => {
		const date: unknown = Reflect.construct(RealDate, given.length === 0 ? [fast()] : given);
		return date instanceof RealDate ? date : new RealDate(fast());
	},
	get: (target, name): unknown => (name === 'now' ? fast : Reflect.get(target, name)),
});
