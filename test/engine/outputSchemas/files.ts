import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { root } from '../../n8n/paths';
import type { OutputSchema } from './infer';

/** Where n8n looks, by the node's `typeVersion`. */
export const folder = path.join(root, 'nodes/Okta/__schema__/v1.0.0');

const outputSchema: z.ZodType<OutputSchema> = z
	.object({
		type: z.enum(['object', 'array', 'string', 'number', 'boolean']),
		properties: z
			.record(
				z.string(),
				z.lazy(() => outputSchema),
			)
			.optional(),
		items: z.lazy(() => outputSchema).optional(),
	})
	.strict();

const fileOf = (key: string): string => path.join(folder, `${key.replace('.', '/')}.json`);

/** The schema of an operation, such as `group.addMember`. */
export function readSchema(key: string): OutputSchema | undefined {
	const file = fileOf(key);
	return existsSync(file) ? outputSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : undefined;
}

export function writeSchema(key: string, schema: OutputSchema): void {
	const file = fileOf(key);
	mkdirSync(path.dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(schema, undefined, '\t')}\n`);
}

export const removeSchema = (key: string): void => rmSync(fileOf(key));

/** The operations there are schemas for. */
export function writtenSchemas(): string[] {
	if (!existsSync(folder)) return [];
	return readdirSync(folder).flatMap((resource) =>
		readdirSync(path.join(folder, resource)).map(
			(file) => `${resource}.${path.basename(file, '.json')}`,
		),
	);
}

/** What the list of fields to put out is made of, where the node has it. */
const fieldsFile = path.join(root, 'nodes/Okta/fields/outputFields.json');

/** Names of fields by operation, separated by commas, in the order in which they come. */
type OutputFields = Record<string, string>;

export const readOutputFields = (): OutputFields =>
	z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(fieldsFile, 'utf8')));

export const writeOutputFields = (fields: OutputFields): void =>
	writeFileSync(fieldsFile, `${JSON.stringify(fields, undefined, '\t')}\n`);
