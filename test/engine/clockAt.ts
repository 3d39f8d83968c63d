/** A clock in place of the package's own, so many of whose seconds pass in one of ours. */
export const clockAt = (speed: number) => ({
	now: () => performance.now() * speed,
	sleep: async (milliseconds: number) =>
		await new Promise<void>((resolve) => setTimeout(resolve, milliseconds / speed)),
});
