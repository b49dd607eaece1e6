/** Files that are generated when their link is opened. */
export { type Cell, createCsvWriter } from './csv.ts';
export { makeExportLink } from './links.ts';
