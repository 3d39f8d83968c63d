/** The package's only import of csv-parse, and so one of the files the build bundles. */
export { parse } from 'csv-parse/sync';
