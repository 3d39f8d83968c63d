import type { AppSettings } from './mode';

const hidden = {
	displayName: 'Hide Icon From Users',
	name: 'hideIcon',
	type: 'boolean',
	default: true,
	description: 'Whether the app is left out of the dashboard of its users',
} as const;

/** What every app has. */
export const general: AppSettings = {
	main: [],
	rare: [
		{
			field: {
				displayName: 'Username Template',
				name: 'nameTemplate',
				type: 'string',
				default: '',
				placeholder: 'e.g. source.email',
				description: 'Expression over the user that gives the username in the app',
			},
			as: 'credentials.userNameTemplate.template',
		},
		{ field: hidden, as: 'visibility.hide.web' },
		{
			field: {
				displayName: 'Launch When User Signs In',
				name: 'autoLaunch',
				type: 'boolean',
				default: true,
				description: 'Whether the app opens as soon as the user signs in to Okta',
			},
			as: 'visibility.autoLaunch',
		},
		{
			field: {
				displayName: 'Note for Administrators',
				name: 'adminNote',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				description: 'Text about the app that only administrators see',
			},
			as: 'settings.notes.admin',
		},
		{
			field: {
				displayName: 'Note for Users',
				name: 'userNote',
				type: 'string',
				typeOptions: { rows: 2 },
				default: '',
				description: 'Text about the app that its users see',
			},
			as: 'settings.notes.enduser',
		},
		{
			field: {
				displayName: 'Federation Broker Mode',
				name: 'implicitAssignment',
				type: 'boolean',
				default: true,
				description: 'Whether everybody may sign in to the app, without being assigned to it',
			},
			as: 'settings.implicitAssignment',
		},
	],
};
