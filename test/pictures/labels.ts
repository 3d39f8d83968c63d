import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { OktaServiceAppApi } from '../../credentials/OktaServiceAppApi.credentials';
import { composeForm } from '../../nodes/Okta/form/compose';
import { properties as inlineHookForm } from '../../nodes/Okta/inlineHook/form';
import { resources } from '../../nodes/Okta/operations';
import { properties as triggerForm } from '../../nodes/Okta/trigger/form';
import { root } from '../n8n/paths';
import { workflowFile } from '../n8n/rest';

/** Where the pictures are, relative to the root. */
export const FOLDER = 'docs/pictures';

/** What is written beside the pictures about each of them. */
export const pictureList = z.record(
	z.string(),
	z.object({
		/** The sample whose canvas it is; none for panels. */
		workflow: z.string().optional(),
		/** Those of our labels that are in the picture, as it was taken. */
		labels: z.array(z.string()),
		hash: z.string(),
	}),
);
export type PictureList = z.infer<typeof pictureList>;

/** The list beside the pictures. */
export const listFile = path.join(root, FOLDER, 'pictures.json');

/** The list as it is kept. */
export const readList = (): PictureList =>
	pictureList.parse(JSON.parse(readFileSync(listFile, 'utf8')));

/** By this a picture is held to the labels it shows. */
export const hashOf = (labels: readonly string[]): string =>
	createHash('sha256').update(labels.join('\n')).digest('hex');

/** Every text of the forms of our nodes and credential, as n8n shows them. */
export function ourLabels(): Set<string> {
	const found = new Set<string>();
	const shown = ['displayName', 'name', 'action', 'placeholder', 'description', 'hint'];
	const walk = (value: unknown): void => {
		if (Array.isArray(value)) value.forEach(walk);
		else if (typeof value === 'object' && value !== null)
			for (const [key, member] of Object.entries(value)) {
				if (typeof member !== 'string') walk(member);
				else if (shown.includes(key)) found.add(plain(member));
			}
	};
	walk([composeForm(resources), triggerForm, inlineHookForm, new OktaServiceAppApi().properties]);
	return found;
}

/** Every text a sample shows on its canvas: the names of its nodes, and the lines of its notes. */
export function labelsOnCanvas(file: string): Set<string> {
	const text = readFileSync(path.join(root, 'docs/workflows', file), 'utf8');
	const { nodes } = workflowFile.parse(JSON.parse(text));
	return new Set(
		nodes.flatMap(({ name, type, parameters: { content } }) =>
			type === 'n8n-nodes-base.stickyNote'
				? String(content).split('\n').map(plain).filter(Boolean)
				: [name],
		),
	);
}

/** A line of Markdown or HTML as it reads. */
export const plain = (line: string): string =>
	line
		.replace(/<[^>]+>/g, '')
		.replace(/^#+ |\*\*|`/g, '')
		.trim();
