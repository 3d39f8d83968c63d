/** The package's only import of csv-stringify, and so one of the files the build bundles. */
export { stringify } from 'csv-stringify/sync';
