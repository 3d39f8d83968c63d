import { checkPlatform } from '../../../nodes/Okta/objects/deviceAssurance';

const everything = {
	diskEncryptionType: { include: ['FULL'] },
	jailbreak: false,
	osVersion: { minimum: '14' },
	screenLockType: { include: ['PASSCODE'] },
	secureHardwarePresent: true,
};

describe('what devices can be held to', () => {
	it.each([
		['ANDROID', []],
		['IOS', ['diskEncryptionType', 'secureHardwarePresent']],
		['MACOS', ['jailbreak']],
		['WINDOWS', ['jailbreak']],
		['CHROMEOS', Object.keys(everything)],
		['A_PLATFORM_OF_TOMORROW', []],
	])('with %s is all but %j', (platform, not) => {
		const refused = Object.entries(everything).filter(([name, value]) => {
			try {
				checkPlatform(platform, { name: 'Policy', gracePeriod: {}, [name]: value });
				return false;
			} catch {
				return true;
			}
		});
		expect(refused.map(([name]) => name)).toEqual(not);
	});

	it('is said with what there is', () => {
		expect(() => checkPlatform('IOS', { secureHardwarePresent: true })).toThrow(
			'Devices with IOS cannot be held to “Secure Hardware”',
		);
	});
});
