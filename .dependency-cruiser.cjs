/**
 * Which room may know which: arrows go down only. `npm run lint` prints the comment of a rule that
 * is broken. The rooms themselves are described in docs/architecture.md.
 */
const okta = 'nodes/Okta';

/** For each room what it may know; itself goes without saying, and so do the ground floors below. */
const rooms = {
	run: ['form', 'operations', 'plan', 'fence', 'table', 'objects', 'transport'],
	methods: ['fields', 'objects', 'export', 'jobs', 'transport'],
	operations: ['fields', 'objects', 'export', 'access', 'jobs', 'table', 'transport'],
	form: ['fields', 'objects', 'table'],
	export: ['objects', 'table', 'transport'],
	trigger: ['fields', 'objects', 'table', 'transport'],
	access: ['objects', 'table', 'transport'],
	jobs: ['export', 'objects', 'table', 'transport'],
	plan: ['objects', 'table', 'transport'],
	fence: ['objects', 'transport'],
	inlineHook: ['fields', 'objects', 'table', 'transport'],
	fields: ['objects', 'table'],
	objects: ['transport'],
	table: [],
	transport: [],
};

/**
 * Every room may use these: types, how JSON, paths and encoded texts are read and written, maps that
 * stay small.
 */
const groundFloor = [
	`^${okta}/transport/(types|json|path)\\.ts$`,
	'^credentials/oauth/(scopes|legible|remember)\\.ts$',
];

/** What has to do with keys, tokens and the sending of token requests. */
const credentials = ['^credentials/oauth/', '^credentials/(send|sameForAll)\\.ts$'];
const aboutKeys = `^${okta}/(transport/(connect|signIn|types)|access/checkAccess|objects/keyItem|fields/keyPair|operations/(keyPair|serviceApp)/\\w+)\\.ts$`;

/** Files that send, or lead to sending. */
const sending = `^(${okta}/transport/(okta|connect|pages|runPace|pacer)|credentials/send)\\.ts$`;

const upwards = Object.entries(rooms).map(([room, mayKnow]) => ({
	name: `arrows-from-${room}`,
	severity: 'error',
	comment:
		`A file in ${room}/ may know ${mayKnow.length > 0 ? mayKnow.join(', ') : 'no other room'}, types, and nothing else of the node. ` +
		'Move the code to the room it is about, or hand it what it needs.',
	from: { path: `^${okta}/${room}/` },
	to: {
		path: '^(nodes|credentials)/',
		pathNot: [
			...[room, ...mayKnow].map((known) => `^${okta}/${known}/`),
			...groundFloor,
			...credentials,
		],
	},
}));

module.exports = {
	forbidden: [
		{
			name: 'no-circle',
			severity: 'error',
			comment:
				'These files know each other in a circle, be it by types only. Move what both need into a file of its own.',
			from: { path: '^(nodes|credentials)/' },
			to: { circular: true },
		},
		...upwards,
		{
			name: 'loose-file',
			severity: 'error',
			comment: 'Beside the nodes no code lies loose in nodes/Okta. Put it into a room.',
			from: {
				path: `^${okta}/[^/]+\\.ts$`,
				pathNot: [`^${okta}/Okta(Trigger|InlineHook)?\\.node\\.ts$`],
			},
			to: {},
		},
		{
			name: 'fields-send-nothing',
			severity: 'error',
			comment:
				'From fields/ nothing is reached that sends. A field is what the form shows; what asks Okta belongs to objects/.',
			from: { path: `^${okta}/fields/` },
			to: { path: sending, reachable: true },
		},
		{
			name: 'transport-knows-no-objects',
			severity: 'error',
			comment:
				'The transport knows HTTP and one org, and nothing about users and groups. What is about them belongs to objects/.',
			from: { path: `^${okta}/transport/` },
			to: { path: `^${okta}/(?!transport/)` },
		},
		{
			name: 'keys-know-no-n8n',
			severity: 'error',
			comment:
				'credentials/oauth/ signs and exchanges, and knows nothing of n8n. Hand it plain values; what n8n needs is in the files beside that folder.',
			from: { path: '^credentials/oauth/' },
			to: { path: ['^nodes/', '^credentials/[^/]+\\.ts$', 'n8n-workflow', 'n8n-core'] },
		},
		{
			name: 'credentials-know-no-nodes',
			severity: 'error',
			comment: 'The credential works without any node. What both need belongs to credentials/.',
			from: { path: '^credentials/' },
			to: { path: '^nodes/' },
		},
		{
			name: 'keys-only-where-keys-are',
			severity: 'error',
			comment:
				'Only what is about keys and signing in may use credentials/. Ask Okta through the org you are handed.',
			from: { path: `^${okta}/`, pathNot: [aboutKeys] },
			to: { path: credentials, pathNot: groundFloor },
		},
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'types'],
		},
	},
};
