import { UserError } from 'n8n-workflow';

import { asTerm } from '../../objects/expression';
import type { Row } from '../../table/together';
import type { Key } from '../sync/people';

/** How the form is filled in. */
export interface Wishes {
	/** By what a row and a user are the same person. */
	key: Key;
	activates: boolean;
	/** `leave`, `suspend` or `deactivate`. */
	absent: string;
	atMost: string;
	/** The group whose members the rows are to name completely, by name or ID. */
	scopeGroup?: string;
	/** Or a search expression for them, as one term. */
	scopeSearch?: string;
	ofWrong: string;
	ofSame: string;
	ofUnknownColumns: string;
	/** `leave`, `reactivate` or `unsuspend`. */
	rehires: string;
	emailRehires: boolean;
	loginPattern: string;
	groupExtent: string;
	managerAttribute: string;
	managerAs: 'id' | 'login' | 'email';
	/** Whether an empty cell empties what there is. */
	clears: boolean;
}

/** @throws UserError when the form makes no sense */
export function readWishes({ values }: Row): Wishes {
	const choice = (name: string, byDefault: string) => values.text(name) || byDefault;
	const by = values.text('importBy');
	const attribute = by === 'other' ? values.text('importAttribute') : by;
	checkName('Attribute', attribute);
	const managerAttribute = choice('managerAttribute', 'managerId');
	checkName('Manager Attribute', managerAttribute);
	const managerAs = values.text('managerAs');
	return {
		key: { name: attribute, label: attribute },
		activates: values.flag('activate'),
		absent: values.text('absent'),
		atMost: values.text('absentAtMost'),
		...scopeOf({ values }),
		ofWrong: choice('wrongRows', 'fail'),
		ofSame: choice('sameRows', 'fail'),
		ofUnknownColumns: choice('unknownColumns', 'fail'),
		rehires: choice('rehires', 'leave'),
		emailRehires: values.flag('emailRehires'),
		loginPattern: values.text('loginPattern'),
		groupExtent: choice('groupExtent', 'add'),
		managerAttribute,
		managerAs: managerAs === 'login' || managerAs === 'email' ? managerAs : 'id',
		clears: values.text('emptyValues') === 'clear',
	};
}

function scopeOf({ values }: Pick<Row, 'values'>): Pick<Wishes, 'scopeGroup' | 'scopeSearch'> {
	if (values.text('absent') === 'leave') return {};
	const scopeGroup = values.text('scopeGroup');
	const scopeSearch = values.text('scopeSearch');
	const isGroup = values.text('scopeBy') === 'group';
	if ((isGroup ? scopeGroup : scopeSearch) === '') {
		throw new UserError(`"Scope: ${isGroup ? 'Group' : 'Search'}" is empty`, {
			description:
				'Nothing was sent to Okta. It says which users may be suspended or deactivated when no row names them.',
		});
	}
	return isGroup ? { scopeGroup } : { scopeSearch: asTerm(scopeSearch) };
}

function checkName(field: string, name: string): void {
	if (/^\w+$/.test(name)) return;
	throw new UserError(`"${field}" is no name of an attribute`, {
		description: 'Nothing was sent to Okta. It looks like employeeNumber.',
	});
}
