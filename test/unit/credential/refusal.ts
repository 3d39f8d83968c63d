import { ServiceAppError } from '../../../credentials/oauth/errors';

/** The refusal `act` ends with. @throws when it ends otherwise. */
export function refusalOf(act: () => unknown): ServiceAppError {
	try {
		act();
	} catch (error) {
		if (error instanceof ServiceAppError) return error;
		throw error;
	}
	throw new Error('Nothing was refused');
}

/** The refusal a promise ends with. @throws when it ends otherwise. */
export async function refusalFrom(promise: Promise<unknown>): Promise<ServiceAppError> {
	const outcome: unknown = await promise.catch((error: unknown) => error);
	return refusalOf(() => {
		if (outcome instanceof Error) throw outcome;
	});
}
