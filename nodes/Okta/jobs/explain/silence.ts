/** Why the log says nothing; empty where it was read. */
export function silenceOf(isAsked: boolean, additions: unknown): string {
	if (!isAsked) return 'The System Log was not asked.';
	return additions === undefined ? 'The System Log could not be read.' : '';
}
