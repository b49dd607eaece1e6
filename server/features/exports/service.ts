/** Files that are made when their link is opened. */
export { type Cell, createCsvWriter } from './csv.ts';
export { makeExportLink } from './links.ts';
