import { nameOf } from '../../bin/templates/builds';
import { templates } from '../../bin/templates/templates';
import { operationFor } from './facts';

test("what Okta's workflow templates ask for is in Okta's reference, spelled as there", () => {
	const calls = templates.flatMap(({ calls: all = [] }) => all).map(nameOf);
	const known = [...new Set(calls)].map((call) => {
		const [method = '', path = ''] = call.split(' ');
		const found = operationFor({ method, path: path.replace(/\{\w+\}/g, 'x') });
		return `${found.method} ${found.path.replace(/\{\w+\}/g, '{}')}`;
	});
	expect(known).toEqual([...new Set(calls)].map((call) => call.replace(/\{\w+\}/g, '{}')));
});
