/** Files of our server, saved by Telegram: its own download fails without a word. */

import { errorSentence } from '../api/appError.ts';
import { assertServed } from '../api/servedFile.ts';
import { type DownloadOutcome, saveFile } from '../telegram/links.ts';
import { toast } from '../ui/toasts.ts';

/** Saves a file, or says why the server would not give it. */
export async function saveServed(url: string, fileName: string): Promise<DownloadOutcome> {
  try {
    await assertServed(url);
  } catch (error) {
    toast(errorSentence(error), { kind: 'error' });
    return 'refused';
  }
  return await saveFile(url, fileName);
}
