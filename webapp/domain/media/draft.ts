const KEY = 'ac.draft';

/** The Studio's description, kept on the device until it was sent. */
export function readDraft(): string {
  return localStorage.getItem(KEY) ?? '';
}

export function writeDraft(text: string): void {
  try {
    if (text) {
      localStorage.setItem(KEY, text);
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // No room on the device: the text lives only as long as the page.
  }
}
