import { evaluateRule } from '../../../nodes/Okta/jobs/sync/ruleExpression';
import { readExpression } from '../../org/directory/expression';

const ada = { department: 'Engineering', title: 'Lead Engineer', cost: 7, isRemote: true };

describe('the condition of a group rule', () => {
	it.each([
		['user.department == "Engineering"', true],
		["user.department=='Sales'", false],
		['user.department != "Sales"', true],
		['user.department eq "Engineering"', true],
		['user.noSuchThing == null', true],
		['user.department == null', false],
		['user.cost == 7', true],
		['user.isRemote', true],
		['!user.isRemote', false],
		['NOT (user.cost == 8)', true],
		['user.department == "Sales" OR user.title == "Lead Engineer"', true],
		['user.department == "Sales" && user.isRemote', false],
		['String.startsWith(user.title, "Lead")', true],
		['String.stringContains(user.title, "Sales")', false],
		['String.toLowerCase(user.department) == "engineering"', true],
	])('%s', (expression, expected) => {
		expect(evaluateRule(expression)(ada)).toBe(expected);
	});

	it.each([
		'isMemberOfGroup("00g1")',
		'isMemberOfGroupName("Staff") AND user.isRemote',
		'user.department == "Sales" OR isMemberOfGroupName("Staff")',
		'appuser.role == "x"',
		'user.getInternalProperty("status") == "ACTIVE"',
		'String.substringBefore(user.title, " ") == "Lead"',
		'user.title',
		'user.cost == "7"',
		'user.cost > 3',
		'user.department == ',
		'(user.isRemote',
		'user.department == "Engineering" §',
		'',
	])('is left to Okta: %s', (expression) => {
		expect(evaluateRule(expression)(ada)).toBeUndefined();
	});

	it.each([
		['isMemberOfGroupName("Staff") AND user.department == "Sales"', false],
		['isMemberOfGroupName("Staff") OR user.isRemote', true],
	])('is decided all the same by what can be: %s', (expression, expected) => {
		expect(evaluateRule(expression)(ada)).toBe(expected);
	});

	it.each([
		['isMemberOfGroup("00g1")', true],
		['isMemberOfAnyGroup("00g8", "00g2")', true],
		['isMemberOfGroup("00g3")', false],
		['isMemberOfGroupName("Staff")', true],
		['isMemberOfGroupName("Staf")', false],
		['isMemberOfGroupNameStartsWith("St")', true],
		['isMemberOfGroupNameContains("ffic")', true],
		['NOT isMemberOfGroupNameContains("x")', true],
		['isMemberOfGroupName("staff")', undefined],
		['isMemberOfGroupName(user.cost)', undefined],
		['isMemberOfGroupNameRegex("S.*")', undefined],
	])('is decided by the groups, where they are known: %s', (expression, expected) => {
		const groups = [
			{ id: '00g1', name: 'Staff' },
			{ id: '00g2', name: 'Office Berlin' },
		];
		expect(evaluateRule(expression)(ada, groups)).toBe(expected);
	});

	const atoms = [
		'user.department == "Engineering"',
		'user.title != "Clerk"',
		'user.isRemote',
		'String.startsWith(user.title, "Cl")',
		'isMemberOfGroupName("Staff")',
	];
	const compound = atoms.flatMap((one) =>
		atoms.flatMap((other) =>
			['AND', 'OR'].flatMap((word) => [
				`${one} ${word} ${other}`,
				`!(${one} ${word} ${other})`,
				`(${one} ${word} !(${other})) OR ${one}`,
			]),
		),
	);

	it.each(compound)('is never another than what the practice org makes of it: %s', (expression) => {
		for (const names of [[], ['Staff']]) {
			const whole = readExpression(expression)({
				profile: ada,
				groupIds: () => [],
				groupNames: () => names,
			});
			expect([whole, undefined]).toContain(evaluateRule(expression)(ada));
		}
	});
});
