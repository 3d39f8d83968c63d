import { text } from '../transport/json';

/** One thing that was looked at. */
export interface Check {
	check: string;
	ok: boolean;
	/** What was found. */
	detail: string;
	/** What to do about it; empty when there is nothing to do. */
	advice: string;
}

/** Checks in the order they were made. */
export class Examination {
	readonly checks: Check[] = [];

	add(check: string, ok: boolean, detail: string, advice = ''): void {
		this.checks.push({ check, ok, detail, advice });
	}

	/**
	 * What `read` answers, and with `tell` a check that succeeded. When it throws, the check fails with
	 * the reason, and there is nothing.
	 */
	async attempt<T>(
		check: string,
		read: () => T | Promise<T>,
		tell?: (found: NonNullable<T>) => string,
	): Promise<T | undefined> {
		try {
			const found = await read();
			if (tell && found !== undefined && found !== null) this.add(check, true, tell(found));
			return found;
		} catch (error) {
			const { detail, advice } = reasonOf(error);
			this.add(check, false, detail, advice);
			return undefined;
		}
	}
}

/** Title and advice of an error of ours or of n8n's. */
export function reasonOf(error: unknown): Pick<Check, 'detail' | 'advice'> {
	if (!(error instanceof Error)) return { detail: String(error), advice: '' };
	const title = 'title' in error ? text(error.title) : '';
	const description = 'description' in error ? text(error.description) : '';
	return { detail: title || error.message, advice: description };
}
