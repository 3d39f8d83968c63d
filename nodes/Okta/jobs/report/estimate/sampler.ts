import type { IDataObject } from 'n8n-workflow';

import { sendForObject } from '../../../transport/answers';
import { bucketOf } from '../../../transport/buckets';
import { firstPage } from '../../../transport/pages';
import { readRateLimit } from '../../../transport/rateLimit';
import type { Okta, OktaRequest, Paging } from '../../../transport/types';

/** What was found of a list with one request. */
export interface Sample {
	rows: IDataObject[];
	/** Whether there is no more of it. */
	isAll: boolean;
}

/** Asks for little, and learns by the way how much Okta takes. */
export class Sampler {
	/** Requests that were sent. */
	asked = 0;
	/** Requests a minute by the name of the limit, as far as an answer told. */
	readonly #limits = new Map<string, number>();
	#fastest = Infinity;

	constructor(readonly okta: Okta) {}

	/** The first page of a list. */
	async take(request: OktaRequest, paging: Paging): Promise<Sample> {
		const began = await this.okta.now();
		const { rows, headers, isAll } = await firstPage(this.okta, request, paging);
		this.#fastest = Math.min(this.#fastest, Math.max(0, (await this.okta.now()) - began));
		this.asked++;
		const limit = readRateLimit(headers)?.limit;
		if (limit !== undefined) this.#limits.set(bucketOf('GET', request.path), limit);
		return { rows, isAll };
	}

	/** One object. */
	async look(path: string): Promise<IDataObject> {
		this.asked++;
		return await sendForObject(this.okta, { method: 'GET', path });
	}

	/** Requests a minute for a path; undefined where no answer told, or there is no limit. */
	limitFor(path: string): number | undefined {
		return this.#limits.get(bucketOf('GET', path));
	}

	/** Seconds that the quickest answer took: some of a sample are slower than what a report asks for. */
	get secondsEach(): number {
		return this.asked === 0 ? 0 : this.#fastest / 1000;
	}
}
