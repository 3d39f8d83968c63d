import type { INodeProperties } from 'n8n-workflow';

/** Whether the form shows a field, which may depend on what is chosen in others. */
export function isShown(
	{ displayOptions: { show = {}, hide = {} } = {} }: INodeProperties,
	valueOf: (name: string) => unknown,
): boolean {
	const isAmong = (name: string, listed: unknown[] | undefined) =>
		listed?.some((value) => value === valueOf(name)) === true;
	return (
		Object.entries(show).every(([name, shownFor]) => isAmong(name, shownFor)) &&
		!Object.entries(hide).some(([name, hiddenFor]) => isAmong(name, hiddenFor))
	);
}
