import type { Pair } from './pairs';

/** Where the practice org may differ from a recording. */
interface Deviation {
	/** Of the route's requests: their method and path. */
	of: RegExp;
	/** The difference, as `differences` words it. */
	at: RegExp;
	/** Only in answers from before that day. */
	before?: string;
	because: string;
}

const any = /./;

export const deviations: readonly Deviation[] = [
	{
		of: any,
		at: /\/_links\/(?:profileEnrollment|policies|accessPolicy|resetFactors|owners) is not recorded$/,
		because: 'The practice org is one of the Identity Engine; some recorded ones are older',
	},
	{
		of: any,
		at: /\/(?:universalLogout|settings\/emOptInStatus|_links\/uploadLogo|visibility\/autoLaunch|settings\/(?:notes|manualProvisioning|implicitAssignment)|orn) is not recorded$/,
		because: 'Apps have got these since, and not all kinds of them at once',
	},
	{
		of: / \/api\/v1\/(?:eventHooks|groups\/rules)/,
		at: /\/(?:description|filter|people|allGroupsValid) is not recorded$/,
		before: '2021-01-01',
		because: 'Event hooks and group rules have got these since',
	},
	{
		of: / \/api\/v1\/policies/,
		at: /\/_links\/mappings is not recorded$/,
		before: '2021-01-01',
		because: 'Policies have got them since',
	},
	{
		of: /GET \/api\/v1\/policies$/,
		at: /\/_(?:embedded is missing|links\/mappings is not recorded)$/,
		because: 'In lists, one org shows what others show of a single policy, and the other way round',
	},
	{
		of: /\/users/,
		at: /\/realmId is missing$/,
		because: 'The practice org has no realms: they need a licence of their own',
	},
	{
		of: /\/users/,
		at: /\/credentials\/emails is not recorded$/,
		because:
			'Recorded orgs of one kind show addresses beside a password, those of another never do',
	},
	{
		of: /\/users/,
		at: /\/_links\/forgotPassword is not recorded$/,
		before: '2021-01-01',
		because: 'Offered without a recovery question since',
	},
	{
		of: /\/apps/,
		at: /\/visibility\/appLinks\/\w+ is (?:missing|not recorded)$/,
		because: "The link is named after the app's own kind",
	},
	{
		of: /\/apps/,
		at: /\/(?:credentials|settings)\/oauthClient(?:\/\w+)? is (?:missing|not recorded)$/,
		because: 'The OAuth clients of the practice org have a key pair: no secret and no redirects',
	},
	{
		of: /PUT \/api\/v1\/apps/,
		at: /\/_links\/help is missing$/,
		because: 'Instructions for some apps of the catalogue, of which the practice org knows few',
	},
	{
		of: /\/apps$/,
		at: /\/settings\/signOn\/(?:\w+Override is missing|\w+ is not recorded)$/,
		because: 'Apps of the catalogue show the overrides they have; those an org made have none',
	},
	{
		of: /\/meta\/schemas/,
		at: /\/properties\/\w+\/master is not recorded$/,
		because: 'Not shown by orgs without a source of profiles',
	},
	{
		of: /\/meta\/schemas/,
		at: /\/base\/properties\/(?:name|lastName)\/required is (?:missing|not recorded)$/,
		because: 'An org may change which attributes of the base are required',
	},
];

/** Recorded answers the practice org doesn't give. */
export const refusedToFollow: Readonly<Record<string, string>> = {
	r0009: 'Sign-on by WS-Federation, which the practice org knows nothing of',
	r0024: 'Written by hand: no answer of Okta has so little of an app',
	r0066: 'Written by hand: not in the shape of an Okta error',
	r0146: 'A page that is shorter than its limit, though a next one exists',
	r0374: 'A refusal of the only type of entities there is, for a reason that was not recorded',
};

const applied = new Set<Deviation>();

/** Whether a difference between the org and a recording is one that was decided on. */
export function allowed({ request, response }: Pair, difference: string): boolean {
	const date = Date.parse([response.headers.date ?? ''].flat().join());
	const found = deviations.find(
		({ of, at, before }) =>
			of.test(`${request.method} ${request.path}`) &&
			at.test(difference) &&
			(before === undefined || date < Date.parse(before)),
	);
	if (found) applied.add(found);
	return found !== undefined;
}

/** Deviations nothing was recorded of (any more). */
export const unused = (): Deviation[] => deviations.filter((deviation) => !applied.has(deviation));
