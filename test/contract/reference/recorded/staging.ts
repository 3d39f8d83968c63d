import { startOrg, type Org } from '../../../org';
import { administrationRoutes } from '../../../org/administration';
import { directoryRoutes } from '../../../org/directory';
import { openEndpoints } from '../../../org/endpoints';
import { Router } from '../../../org/router';
import { listAt, objectAt } from './builders';
import type { Pair } from './pairs';
import { scenes, type Stage } from './scenes';

const router = new Router([...openEndpoints, ...directoryRoutes, ...administrationRoutes]);

export const matchOf = ({ request }: Pair) =>
	router.match(request.method, request.path.split('/').filter(Boolean));

/** A recorded request, and an org in the state in which Okta answered it. */
export interface Staged {
	org: Org;
	stage: Stage;
	/** With the org's IDs, where the recording had others. */
	path: string;
	body: unknown;
	/** What was recorded, with the IDs of the org. */
	translate: (recorded: unknown) => unknown;
	close: () => Promise<void>;
}

/** Brings an org into the state in which Okta answered a request. */
export async function staged(pair: Pair): Promise<Staged> {
	const match = matchOf(pair);
	const isRoute = match.found === 'route';
	const scene = isRoute ? scenes[match.route.route] : () => undefined;
	if (!scene) throw new Error(`There is no scene for ${pair.request.method} ${pair.request.path}`);
	const org = await startOrg({ users: 0, groups: 0, apps: 0, limits: 'workforce' });
	const { body: shown } = pair.response;
	const stage: Stage = {
		org,
		pair,
		params: isRoute ? match.params : {},
		shown: objectAt(shown),
		rows: listAt(shown),
		ids: new Map(),
		body: pair.request.body,
	};
	const close = async () => {
		stage.cleanUp?.();
		await org.close();
	};
	try {
		await scene(stage);
	} catch (error) {
		await close();
		throw error;
	}
	const inText = (text: string): string =>
		[...stage.ids].reduce((out, [theirs, ours]) => out.replaceAll(theirs, ours), text);
	const translate = (recorded: unknown): unknown => {
		if (recorded === undefined) return undefined;
		const parsed: unknown = JSON.parse(inText(JSON.stringify(recorded)));
		return parsed;
	};
	return {
		org,
		stage,
		path: inText(pair.request.path),
		body: translate(stage.body),
		translate,
		close,
	};
}
