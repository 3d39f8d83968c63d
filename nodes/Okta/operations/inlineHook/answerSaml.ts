import { type IDataObject, UserError } from 'n8n-workflow';

import { errorIn, errorMessage, rowsIn } from '../../fields/inlineHook';
import { change, type Change, pointer } from '../../objects/jsonPatch';
import type { Answer, Asked } from '../../table/answering';
import type { Operation } from '../../table/operation';
import type { Values } from '../../table/values';
import { isObject, text } from '../../transport/json';

const unspecified = 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified';

export const operation: Operation = {
	name: 'Answer SAML Assertion',
	value: 'answerSaml',
	action: 'Answer SAML assertion hook',
	description: 'Tell Okta what is to be in a SAML assertion',
	route: 'NONE',
	scopes: [],
	controls: [
		{
			displayName: 'Attributes to Set',
			name: 'attributes',
			type: 'assignmentCollection',
			default: {},
			description:
				'Attributes of the assertion, by name; a list gives an attribute several values. Those that are there already get these values.',
		},
	],
	options: {
		controls: [
			{
				displayName: 'Name Format',
				name: 'nameFormat',
				type: 'options',
				default: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified',
				description: 'How the names of the attributes are to be read',
				options: [
					{ name: 'Basic', value: 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic' },
					{ name: 'Unspecified', value: 'urn:oasis:names:tc:SAML:2.0:attrname-format:unspecified' },
					{ name: 'URI', value: 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri' },
				],
			},
			{
				displayName: 'Name ID',
				name: 'subjectName',
				type: 'string',
				default: '',
				description: 'Who the assertion is about, if not whom Okta took',
			},
			{
				displayName: 'Other Changes',
				name: 'changes',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				placeholder: 'Add change',
				default: {},
				description: 'Whatever else is to be replaced in the assertion as the trigger shows it',
				options: [
					{
						displayName: 'Change',
						name: 'change',
						values: [
							{
								displayName: 'Path',
								name: 'path',
								type: 'string',
								default: '',
								placeholder: 'e.g. /conditions/audienceRestriction/0',
							},
							{ displayName: 'Value', name: 'value', type: 'string', default: '' },
						],
					},
				],
			},
			errorMessage,
		],
	},
	answering: { hookType: 'com.okta.saml.tokens.transform', compose },
};

const places = /^\/(subject|authentication|conditions|claims)\/./;

/** Okta does all of an answer or nothing: what has no place in the assertion is left out, and said. */
function compose(values: Values, { data }: Asked): Answer {
	const error = errorIn(values);
	if (error) return { commands: [], error };
	const format = values.text('nameFormat') || unspecified;
	const attributes = Object.entries(values.object('attributes')).map(([name, value]): Change => ({
		op: 'add',
		path: pointer('claims', name),
		value: name.startsWith('/') ? value : statement(value, format),
	}));
	const nameId = values.text('subjectName');
	const others = rowsIn(values, 'changes', 'change').map(({ path, value }): Change => {
		if (places.test(text(path))) return { op: 'replace', path: text(path), value };
		throw new UserError(`Okta changes nothing at “${text(path)}”`, {
			description:
				'A path begins with /subject/, /authentication/, /conditions/ or /claims/. Nothing was sent.',
		});
	});
	const subject: Change = { op: 'replace', path: '/subject/nameId', value: nameId };
	const wanted = [...attributes, ...(nameId === '' ? [] : [subject]), ...others];
	const { assertion } = data;
	const patched = structuredClone(assertion);
	const leftOut: string[] = [];
	const patch = wanted.flatMap((made) => {
		// Without an assertion to look at, Okta may know better.
		if (!isObject(assertion) || change(patched, made)) return [{ ...made }];
		leftOut.push(`The assertion has no ${made.path}`);
		return [];
	});
	return {
		commands: patch.length > 0 ? [{ type: 'com.okta.assertion.patch', value: patch }] : [],
		leftOut,
	};
}

/** An attribute as Okta writes it in JSON. */
function statement(value: unknown, format: string): IDataObject {
	const several: unknown[] = Array.isArray(value) ? value : [value];
	return {
		attributes: { NameFormat: format },
		attributeValues: several.map((one) => ({
			attributes: { 'xsi:type': typeOf(one) },
			value: typeof one === 'object' && one !== null ? JSON.stringify(one) : String(one),
		})),
	};
}

function typeOf(value: unknown): string {
	if (typeof value === 'boolean') return 'xs:boolean';
	if (typeof value === 'number') return Number.isInteger(value) ? 'xs:integer' : 'xs:decimal';
	return 'xs:string';
}
