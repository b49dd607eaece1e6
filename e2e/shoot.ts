import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { OpenedApp } from '../simulators/telegram/testing/openInHost.ts';

/** Pictures for a person to look at, when SCREENSHOTS names a folder. */
export async function shoot({ phone }: OpenedApp, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (folder) {
    await mkdir(folder, { recursive: true });
    await phone.screenshot({ path: join(folder, `admin-${name}.png`) });
  }
}
