import { type IDataObject, UserError } from 'n8n-workflow';

import { text } from '../transport/json';

/** What a platform knows of what a device assurance policy can demand (Okta's schemas of each). */
const known: Readonly<Record<string, readonly string[]>> = {
	ANDROID: [
		'diskEncryptionType',
		'jailbreak',
		'osVersion',
		'screenLockType',
		'secureHardwarePresent',
	],
	CHROMEOS: [],
	IOS: ['jailbreak', 'osVersion', 'screenLockType'],
	MACOS: ['diskEncryptionType', 'osVersion', 'screenLockType', 'secureHardwarePresent'],
	WINDOWS: ['diskEncryptionType', 'osVersion', 'screenLockType', 'secureHardwarePresent'],
};

const labels: Readonly<Record<string, string>> = {
	diskEncryptionType: 'Disk Encryption',
	jailbreak: 'Jailbreak',
	osVersion: 'Minimum OS Version',
	screenLockType: 'Screen Lock',
	secureHardwarePresent: 'Secure Hardware',
};

/** @throws UserError when a policy demands what devices of its platform don't have */
export function checkPlatform(platform: string, demanded: IDataObject): void {
	const takes = known[platform];
	const wrong = Object.keys(labels).find((name) => name in demanded && !takes?.includes(name));
	if (!takes || wrong === undefined) return;
	throw new UserError(`Devices with ${platform} cannot be held to “${labels[wrong] ?? wrong}”`, {
		description: `Nothing was sent to Okta. ${takes.length > 0 ? `For this platform there are ${takes.map((name) => labels[name]).join(', ')}.` : 'For this platform there is only what More (JSON) takes, such as thirdPartySignalProviders.'}`,
	});
}

/** Whether two are of the same name and platform. */
export const isSamePolicy = (one: IDataObject, other: IDataObject): boolean =>
	text(one['name']) === text(other['name']) && text(one['platform']) === text(other['platform']);
