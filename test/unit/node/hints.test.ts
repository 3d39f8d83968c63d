import type { INodeParameters } from 'n8n-workflow';
import { runInNewContext } from 'node:vm';

import { composeHints } from '../../../nodes/Okta/form/hints';
import { formFields, optionFields } from '../../../nodes/Okta/form/readForm';
import { resources } from '../../../nodes/Okta/operations';

const [undone, secret] = composeHints(resources).map(({ displayCondition = '' }) => ({
	isShown: ($parameter: INodeParameters): unknown =>
		runInNewContext(displayCondition.replace(/^=\{\{|\}\}$/g, ''), { $parameter }),
}));

const table = resources.flatMap(({ value: resource, operations }) =>
	operations.map((operation) => ({
		key: `${resource}.${operation.value}`,
		operation,
		chosen: { resource, operation: operation.value },
	})),
);

describe('before a run, the editor', () => {
	it.each(table)('says of $key whether it can be undone, as its description does', (one) => {
		const { operation, chosen } = one;
		expect(undone?.isShown(chosen)).toBe(operation.final === true);
		expect(operation.description.includes('cannot be undone')).toBe(Boolean(operation.final));
	});

	it.each([
		[true, true],
		[false, false],
	])('says of User: Delete by Permanently: %s', (permanently, isShown) => {
		const parameters = { resource: 'user', operation: 'delete', permanently };
		expect(undone?.isShown(parameters)).toBe(isShown);
	});

	const withSecrets = table.filter(({ operation: { secrets, ...operation } }) =>
		[...formFields(operation), ...optionFields(operation)].some(
			({ name, type }) => name === secrets?.shownBy && type === 'boolean',
		),
	);

	it.each(withSecrets)('says of $key whether a secret comes out', ({ operation, chosen }) => {
		const name = operation.secrets?.shownBy ?? '';
		expect(secret?.isShown({ ...chosen, [name]: true })).toBe(true);
		expect(secret?.isShown({ ...chosen, options: { [name]: true } })).toBe(true);
		expect(secret?.isShown({ ...chosen, [name]: false })).toBe(false);
		expect(secret?.isShown({ ...chosen, options: {} })).toBe(false);
		expect(secret?.isShown(chosen)).toBe(false);
	});

	it('says of a key pair whether the private half comes out', () => {
		const generate = { resource: 'keyPair', operation: 'generate' };
		expect(secret?.isShown({ ...generate, privateKeyForm: 'pem' })).toBe(true);
		expect(secret?.isShown({ ...generate, privateKeyForm: 'encryptedPem' })).toBe(false);
	});

	it('is silent where there are no secrets', () => {
		for (const { operation, chosen } of table) {
			if (!operation.secrets) expect(secret?.isShown(chosen)).toBe(false);
		}
	});
});
