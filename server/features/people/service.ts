/** What the team notes about people. */
export { addNote, listNotes } from './notes.ts';
