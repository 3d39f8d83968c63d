import type { IDataObject } from 'n8n-workflow';

import { text } from '../../transport/json';

/** An attribute in braces, and how many of its first characters are meant. */
const placeholder = /\{(\w+)(?::(\d+))?\}/g;

/** Letters that are not a plain one with an accent. */
const letters: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	þ: 'th',
	ı: 'i',
};

/**
 * The login a pattern leads to for somebody.
 *
 * @returns the names of the attributes that leave nothing to write, where there are any
 */
export function fillPattern(pattern: string, profile: IDataObject): string | string[] {
	const missing: string[] = [];
	const login = pattern.replace(placeholder, (_, name: string, most?: string) => {
		const part = plain(text(profile[name])).slice(0, most === undefined ? undefined : Number(most));
		if (part === '') missing.push(name);
		return part;
	});
	return missing.length > 0 ? missing : login;
}

/** The same login for the second, third and further people of it. */
export function numbered(login: string, number: number): string {
	if (number === 1) return login;
	const at = login.includes('@') ? login.lastIndexOf('@') : login.length;
	return `${login.slice(0, at)}${String(number)}${login.slice(at)}`;
}

/** Small letters without accents, digits, dots and dashes: what every system takes in an address. */
function plain(name: string): string {
	return name
		.toLowerCase()
		.replace(/[ßæœøđðłþı]/g, (letter) => letters[letter] ?? '')
		.normalize('NFD')
		.replace(/[^a-z0-9._-]/g, '');
}
