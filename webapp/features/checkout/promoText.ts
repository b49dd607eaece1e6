/** Codes are written in capitals; people type and paste them in every other way. */
export function cleanCode(text: string): string {
  return text.trim().toUpperCase();
}
