import type { IDataObject } from 'n8n-workflow';

import { followPages } from './pages';
import type { Okta, OktaOfItem, OktaRequest, Paging } from './types';

/** An org behind another: what isn't changed goes through. */
export abstract class OktaThrough implements OktaOfItem {
	constructor(protected readonly okta: OktaOfItem) {}

	abstract readonly send: Okta['send'];

	get origin() {
		return this.okta.origin;
	}

	get signIn() {
		return this.okta.signIn;
	}

	get parallel() {
		return this.okta.parallel;
	}

	get signal() {
		return this.okta.signal;
	}

	get changes() {
		return this.okta.changes;
	}

	get traffic() {
		return this.okta.traffic;
	}

	/** Only a run that sends has anything to put back. */
	readonly regardless = () => this.okta.regardless();

	readonly now = async () => await this.okta.now();

	readonly pause = async (milliseconds: number) => {
		await this.okta.pause(milliseconds);
	};

	readonly reach = async (path: string) => await this.okta.reach(path);

	pages(request: OktaRequest, options: Paging): AsyncGenerator<IDataObject[]> {
		return followPages(this.send, request, options);
	}
}
