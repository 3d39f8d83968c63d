const { readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const base = require('../jest.config.js');

const tests = path.resolve(__dirname, '..');
const takesPart = (file) =>
	file.endsWith('.test.ts') && readFileSync(path.join(tests, file), 'utf8').includes('walks/part');

// Workers inherit it.
process.env.WALKS = 'whole';

/** The files of which `npm test` takes a part only, whole. */
/** @type {import('jest').Config} */
module.exports = {
	...base,
	rootDir: '../..',
	testMatch: readdirSync(tests, { recursive: true })
		.filter(takesPart)
		.map((file) => `<rootDir>/test/${file}`),
};
