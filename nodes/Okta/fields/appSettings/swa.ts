import type { AppSettings } from './mode';

/** Of both kinds of app in which Okta fills in a password (Okta's SchemeApplicationCredentials). */
export const swa: AppSettings = {
	modes: ['AUTO_LOGIN', 'BROWSER_PLUGIN'],
	main: [
		{
			field: {
				displayName: 'Who Sets the Credentials',
				name: 'scheme',
				type: 'options',
				default: 'EDIT_USERNAME_AND_PASSWORD',
				description: 'Where username and password in the app come from',
				options: [
					{
						name: 'Administrator Sets Both',
						value: 'ADMIN_SETS_CREDENTIALS',
						description: 'An administrator sets username and password of each user',
					},
					{
						name: 'Everybody Shares One Account',
						value: 'SHARED_USERNAME_AND_PASSWORD',
						description: 'All users get in with the username and password given here',
					},
					{
						name: 'Okta Password',
						value: 'EXTERNAL_PASSWORD_SYNC',
						description: 'The password is the one of the Okta account',
					},
					{
						name: 'User Sets Both',
						value: 'EDIT_USERNAME_AND_PASSWORD',
						description: 'Everybody sets username and password for themselves',
					},
					{
						name: 'User Sets Password',
						value: 'EDIT_PASSWORD_ONLY',
						description: 'The username comes from Okta, and everybody sets their password',
					},
				],
			},
			as: 'credentials.scheme',
		},
	],
	rare: [
		{
			field: {
				displayName: 'Shared Username',
				name: 'sharedUserName',
				type: 'string',
				default: '',
				description: 'Username of the account that everybody shares',
			},
			as: 'credentials.userName',
		},
		{
			field: {
				displayName: 'Shared Password',
				name: 'sharedPassword',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				description: 'Password of the account that everybody shares',
			},
			as: 'credentials.password.value',
		},
		{
			field: {
				displayName: 'Let Users Reveal Password',
				name: 'revealPassword',
				type: 'boolean',
				default: true,
				description: 'Whether users may see the password that Okta fills in for them',
			},
			as: 'credentials.revealPassword',
		},
	],
};

/** Okta finds the fields of the page by itself (Okta's AutoLoginApplication). */
export const autoLogin: AppSettings = {
	modes: ['AUTO_LOGIN'],
	main: [
		{
			field: {
				displayName: 'Sign-In Page',
				name: 'loginUrl',
				type: 'string',
				default: '',
				required: true,
				placeholder: 'e.g. https://app.example.com/login',
				description: 'URL of the page on which people type in username and password',
			},
			as: 'settings.signOn.loginUrl',
		},
	],
	rare: [
		{
			field: {
				displayName: 'Redirect URL',
				name: 'redirectUrl',
				type: 'string',
				default: '',
				placeholder: 'e.g. https://app.example.com/home',
				description: 'Page that is opened once somebody is signed in',
			},
			as: 'settings.signOn.redirectUrl',
		},
	],
};

const selector = (displayName: string, name: string, placeholder: string, as: string) => ({
	field: {
		displayName,
		name,
		type: 'string',
		default: '',
		required: true,
		placeholder,
		description: 'CSS selector of it on the sign-in page',
	} as const,
	as: `settings.app.${as}`,
});

/** The fields of the page are named (Okta's SwaApplication, `template_swa`). */
export const browserPlugin: AppSettings = {
	modes: ['BROWSER_PLUGIN'],
	main: [
		selector('Username Field', 'nameSelector', 'e.g. #username', 'usernameField'),
		selector('Password Field', 'passSelector', 'e.g. #password', 'passwordField'),
		selector('Sign-In Button', 'buttonSelector', 'e.g. #submit', 'buttonField'),
	],
	rare: [
		{
			field: {
				displayName: 'Sign-In Page Pattern',
				name: 'loginUrlRegex',
				type: 'string',
				default: '',
				placeholder: 'e.g. ^https://app\\.example\\.com/login',
				description: 'Regular expression of the URLs on which the fields are filled in',
			},
			as: 'settings.app.loginUrlRegex',
		},
	],
};
