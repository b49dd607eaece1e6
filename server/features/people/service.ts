/** The team's notes about people. */
export { addNote, listNotes } from './notes.ts';
