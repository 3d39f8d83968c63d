/** For `jest.mock` in place of the package's own clock, where nothing depends on how long it waits. */
const speed = 3_000;

export const clock = {
	now: () => performance.now() * speed,
	sleep: async (milliseconds: number) =>
		await new Promise<void>((resolve) => setTimeout(resolve, milliseconds / speed)),
};
