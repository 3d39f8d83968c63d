import { UserError } from 'n8n-workflow';

/** What a browser, a proxy or a servlet would take for something other than part of a name. */
const unsafe = /[/\\;?#]|\p{Cc}|\p{Cs}/u;

/** Whether a value arrives as it is when it is escaped and made part of a path. */
export function fitsPath(value: string): boolean {
	return value !== '' && !misleads(value);
}

/**
 * Fills the braces of a path template with escaped values.
 *
 * @param labelOf - what the form calls a parameter, for the error
 * @throws UserError when a value is empty or would lead to another path than the template's
 */
export function fillPath(
	template: string,
	valueOf: (name: string) => string,
	labelOf: (name: string) => string = (name) => name,
): string {
	return template.replace(/\{(\w+)\}/g, (_, name: string) =>
		escapeSegment(labelOf(name), valueOf(name)),
	);
}

/** What to throw when a field is empty without which a request makes no sense. */
export function emptyField(label: string): UserError {
	return new UserError(`"${label}" is empty`, {
		description: 'Nothing was sent to Okta. Check the expression or the input item.',
	});
}

function escapeSegment(label: string, value: string): string {
	if (value === '') throw emptyField(label);
	if (!fitsPath(value)) {
		throw new UserError(`"${label}" cannot be part of an address: ${JSON.stringify(value)}`, {
			description:
				'Nothing was sent to Okta. IDs may not be "." or ".." and may not contain ' +
				'slashes, backslashes, semicolons, question marks, hashes or control characters.',
		});
	}
	return encodeURIComponent(value);
}

/**
 * The URL of a path in the org, or of an absolute URL that has to lie in the org.
 *
 * @throws UserError when the URL belongs to another origin: an access token only goes home
 */
export function resolveUrl(origin: string, path: string): URL {
	// Okta's own paths start with one slash; two would name another host.
	const url = URL.canParse(path) ? new URL(path) : new URL(origin + path);
	if (url.origin !== origin) {
		throw new UserError(`${url.origin} is not the org this credential belongs to`, {
			description: `Nothing was sent. Requests with this credential go to ${origin} only.`,
		});
	}
	return url;
}

/**
 * Checks a path that a person typed or an expression made.
 *
 * @throws UserError when a segment is empty, "." or "..": a missing ID must not address its parent
 */
export function checkTypedPath(path: string): void {
	const [typed = ''] = path.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1);
	if (!typed.startsWith('/')) {
		throw new UserError('The path has to start with a slash', {
			description: 'For example /api/v1/users. An absolute URL of the org works, too.',
		});
	}
	for (const segment of segmentsOf(typed)) {
		if (segment === '' || misleads(segment)) {
			throw new UserError(`The path ${typed} has an empty or misleading part`, {
				description: 'Nothing was sent to Okta. Is an ID missing from an expression?',
			});
		}
	}
}

/** Whether a typed path is another one, or lies below it. */
export function isBelow(path: string, other: string): boolean {
	const [typed = ''] = path.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/, 1);
	const segments = segmentsOf(typed).map(lastReading);
	const wanted = segmentsOf(other).filter((segment) => segment !== '');
	return wanted.every((segment, index) => lastReading(segment) === segments[index]);
}

function segmentsOf(path: string): string[] {
	return path.replace(/^\/|\/$/g, '').split('/');
}

/** Whether a segment leads elsewhere, as it is or however often it is unescaped on its way. */
function misleads(segment: string): boolean {
	const reading = lastReading(segment);
	const [name = ''] = reading.split(/[;?#]/, 1);
	return unsafe.test(segment) || /[/\\]|\p{Cc}/u.test(reading) || name === '.' || name === '..';
}

/** A part of a path, unescaped until nothing changes any more, or what is left isn't escaped. */
export function lastReading(segment: string): string {
	let reading = segment;
	for (;;) {
		let next: string;
		try {
			next = decodeURIComponent(reading);
		} catch {
			return reading;
		}
		if (next === reading) return reading;
		reading = next;
	}
}
