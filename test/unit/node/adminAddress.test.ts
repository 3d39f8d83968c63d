import { idInAddress } from '../../../nodes/Okta/objects/adminAddress';

const user = '00ub0oNGTSWTBKOLGLNR';
const group = '00g1emaKYZTWRYYRRTSK';
const app = '0oafxqCAJWWGELFTYASJ';
const console = 'https://acme-admin.okta.com';

describe('the ID in an address', () => {
	it.each([
		[`${console}/admin/user/profile/view/${user}`, user],
		[`${console}/admin/user/profile/view/${user}#tab-account`, user],
		[`${console}/admin/group/${group}`, group],
		[`${console}/admin/group/${group}/?tab=people`, group],
		[`${console}/admin/app/salesforce/instance/${app}/#tab-general`, app],
		[`${console}/admin/app/oidc_client/instance/${app}`, app],
		[`https://acme.okta.com/api/v1/users/${user}`, user],
		[`https://acme.okta.com/api/v1/groups/${group}/users/${user}`, user],
	])('%s', (address, id) => {
		expect(idInAddress(address)).toBe(id);
	});

	it.each([
		'',
		user,
		`acme-admin.okta.com/admin/group/${group}`,
		`${console}/admin/groups`,
		`${console}/admin/dashboard?next=${group}`,
		`${console}/admin/group/${group}X`,
	])('is not there: %s', (address) => {
		expect(idInAddress(address)).toBeUndefined();
	});
});
