/** The team's notes about people. */
export { addNote, findNotes, listNotes } from './notes.ts';
