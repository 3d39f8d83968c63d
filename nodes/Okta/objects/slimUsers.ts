/** Okta computes less only when all three are left out. */
export const slim =
	'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"';
