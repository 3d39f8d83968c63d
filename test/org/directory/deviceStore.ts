import { Collection } from './collection';
import type { Ids } from './ids';
import type { Profile } from './model';
import { pick } from './random';

export type DeviceStatus = 'ACTIVE' | 'SUSPENDED' | 'DEACTIVATED';

export interface Device {
	readonly id: string;
	status: DeviceStatus;
	readonly created: number;
	lastUpdated: number;
	readonly profile: Profile;
	/** Position of the user it is registered to. */
	readonly owner: number;
}

const MODELS = [
	{ platform: 'MACOS', manufacturer: 'APPLE', model: 'MacBook Pro', osVersion: '15.1' },
	{ platform: 'WINDOWS', manufacturer: 'Contoso', model: 'Slate 5', osVersion: '11' },
	{ platform: 'IOS', manufacturer: 'APPLE', model: 'iPhone', osVersion: '18.1' },
	{ platform: 'ANDROID', manufacturer: 'Fabrikam', model: 'F9', osVersion: '15' },
];
const MOST = 60;
const FOUNDED = Date.UTC(2024, 0, 8);

/** A device for every other one of the first users. */
export function seededDevices(ids: Ids, users: number): Collection<Device> {
	const devices = new Collection<Device>(ids, 'guo');
	for (let owner = 0; owner < Math.min(users, MOST); owner += 2) {
		const model = pick(MODELS, owner / 2);
		devices.add((id) => ({
			id,
			status: owner % 10 === 8 ? 'SUSPENDED' : 'ACTIVE',
			created: FOUNDED,
			lastUpdated: FOUNDED,
			owner,
			profile: {
				...model,
				displayName: `${model.model} ${owner + 1}`,
				registered: true,
				managed: owner % 4 === 0,
				secureHardwarePresent: true,
				serialNumber: `SN${100_000 + owner}`,
			},
		}));
	}
	return devices;
}
