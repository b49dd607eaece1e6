import { requestWriteAccess } from '@telegram-apps/sdk-react';

/**
 * Asks whether the bot may write (6.9). Call only after the person turned a message on.
 * @returns true when allowed; also where the client cannot ask, since the server finds out.
 */
export async function askToWrite(): Promise<boolean> {
  if (!requestWriteAccess.isAvailable()) {
    return true;
  }
  try {
    return (await requestWriteAccess()) === 'allowed';
  } catch {
    return false;
  }
}
