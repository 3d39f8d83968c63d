/** The scanner comes without types; this is the part of it that we call. */
declare module '@n8n/scan-community-package/scanner/scanner.mjs' {
	/** What the scanner reads of a source checkout, as glob patterns. */
	export const SOURCE_FILE_PATTERNS: string[];

	export interface Verdict {
		passed: boolean;
		message?: string;
		/** ESLint's report, file by file. */
		details?: string;
	}

	export function analyzePackage(packageDir: string, filePatterns?: string[]): Promise<Verdict>;
}
