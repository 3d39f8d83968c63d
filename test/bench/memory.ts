import { readFileSync, writeFileSync } from 'node:fs';

const MEGABYTE = 1024 ** 2;

/** Watches how much memory this process occupies (resident set). Megabytes. */
export interface MemoryWatch {
	/** At the start, after a collection of garbage where the process was started to allow it. */
	idle: number;
	/** The most since the start. */
	peak: () => number;
}

/**
 * Linux keeps the peak itself, and lets it be set back (`man 5 proc`, clear_refs). Elsewhere the
 * peak is that of samples, twenty a second.
 */
export function watchMemory(): MemoryWatch {
	globalThis.gc?.();
	const idle = process.memoryUsage.rss() / MEGABYTE;
	let sampled = idle;
	const timer = setInterval(() => {
		sampled = Math.max(sampled, process.memoryUsage.rss() / MEGABYTE);
	}, 50);
	timer.unref();
	const isKept = resetPeak();
	return {
		idle,
		peak: () => {
			clearInterval(timer);
			return Math.max(sampled, isKept ? keptPeak() : 0);
		},
	};
}

function resetPeak(): boolean {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
		return true;
	} catch {
		return false;
	}
}

function keptPeak(): number {
	const [, kilobytes] =
		/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
	return Number(kilobytes ?? 0) / 1024;
}
