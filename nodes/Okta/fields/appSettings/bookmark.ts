import type { AppSettings } from './mode';

/** A link (Okta's BookmarkApplication), and the page that a browser plugin fills in. */
export const link: AppSettings = {
	modes: ['BOOKMARK', 'BROWSER_PLUGIN'],
	main: [
		{
			field: {
				displayName: 'URL',
				name: 'url',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://intranet.example.com',
				description: 'Page that the app opens',
			},
			as: 'settings.app.url',
		},
	],
	rare: [],
};

export const bookmark: AppSettings = {
	modes: ['BOOKMARK'],
	main: [],
	rare: [
		{
			field: {
				displayName: 'Request Integration',
				name: 'requestIntegration',
				type: 'boolean',
				default: true,
				description: 'Whether to ask Okta to make a real integration of the app',
			},
			as: 'settings.app.requestIntegration',
		},
	],
};
