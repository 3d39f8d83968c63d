/**
 * The ID in an address of the Admin Console, `…/admin/user/profile/view/00u…` for instance, or of
 * Okta's API; nothing where there is none.
 */
export function idInAddress(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const segments = new URL(address).pathname.split('/');
	return segments.findLast((segment) => /^0[0-9a-z]\w{18}$/.test(segment));
}
