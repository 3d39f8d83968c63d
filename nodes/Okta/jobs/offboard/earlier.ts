import { type IDataObject, UserError } from 'n8n-workflow';

import { isObject, isObjectList, text } from '../../transport/json';

/** The report of an earlier run. */
export class Earlier {
	constructor(readonly report: IDataObject) {}

	get userId(): string {
		return text(this.report['userId']);
	}

	/** The snapshot of the time before the first run. */
	get snapshot(): IDataObject | undefined {
		const { snapshot } = this.report;
		return isObject(snapshot) ? snapshot : undefined;
	}

	get steps(): IDataObject[] {
		const { steps } = this.report;
		return isObjectList(steps) ? steps : [];
	}

	/** When a step was done, or found to be so; nothing where it wasn't. */
	whenDone(step: string): number | undefined {
		const entry = this.steps.find(
			(one) => one['step'] === step && ['done', 'nothing to do'].includes(text(one['outcome'])),
		);
		const time = Date.parse(text(entry?.['at']));
		return Number.isNaN(time) ? undefined : time;
	}

	/** When it ended. */
	get end(): number {
		return Math.max(0, ...this.steps.map(({ at }) => Date.parse(text(at)) || 0));
	}
}

/**
 * Reads a report of an earlier run, as an object or as JSON.
 *
 * @param userId - whom it has to be about
 * @returns nothing where none is given
 * @throws UserError when it is no report, or about somebody else
 */
export function readEarlier(given: IDataObject, userId?: string): Earlier | undefined {
	if (Object.keys(given).length === 0) return undefined;
	const earlier = new Earlier(given);
	if (earlier.userId === '' || !isObjectList(given['steps'])) {
		throw new UserError('The report is none of this node', {
			description: 'Nothing was changed. Give the item that the earlier run put out, whole.',
		});
	}
	if (userId !== undefined && earlier.userId !== userId) {
		throw new UserError('The report is about another user', {
			description: `Nothing was changed. It is about ${earlier.userId}, and this item about ${userId}.`,
		});
	}
	return earlier;
}
