import { sendForObject } from '../transport/answers';
import { isObjectList, text } from '../transport/json';
import { fillPath } from '../transport/path';
import { namingScope } from '../transport/refusals';
import type { Okta } from '../transport/types';
import type { Conditions, Zone, Zones } from './conditions';

/** The IDs of the zones that conditions need to know. */
export function zonesIn({ all, any }: Conditions): string[] {
	const ids = [...all, ...any].flatMap((condition) =>
		'zone' in condition && condition.by === 'id' ? [condition.zone] : [],
	);
	return [...new Set(ids)];
}

/** @throws what `okta.send` throws, also when there is no such zone */
export async function readZones(okta: Pick<Okta, 'send'>, ids: readonly string[]): Promise<Zones> {
	const read = async (id: string): Promise<[string, Zone]> => {
		const path = fillPath('/api/v1/zones/{zoneId}', () => id);
		const zone = await sendForObject(okta, { method: 'GET', path }).catch(
			namingScope('okta.networkZones.read'),
		);
		const gateways = isObjectList(zone.gateways) ? zone.gateways : [];
		return [id, { name: text(zone.name), addresses: gateways.map(({ value }) => text(value)) }];
	};
	return new Map(await Promise.all(ids.map(read)));
}
