// Loaded into a started program: whoever started it may be killed without a chance to clean up,
// and then its process group has to go as well.
const parent = process.ppid;

setInterval(() => {
	if (process.ppid !== parent) process.kill(-process.pid, 'SIGKILL');
}, 500).unref();
