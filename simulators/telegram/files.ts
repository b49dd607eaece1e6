import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './makeFolder.ts';

const UUID_LENGTH = 36;

export interface StoredFile {
  bytes: Buffer;
  mime: string;
}

/**
 * The files that Telegram stores: those uploaded to it, or downloaded by it when a message was sent. A message
 * always shows this copy, also when the original address does not work any more.
 */
export class TelegramFiles {
  readonly #folder: string | undefined;
  readonly #files = new Map<string, Buffer>();

  /** @param folder keeps the files between runs; without it they are lost at the end. */
  constructor(folder?: string) {
    this.#folder = folder;
  }

  /** @returns the file's identifier, which says what kind of file it is, as Telegram's own do. */
  keep({ bytes, mime }: StoredFile): string {
    const id = `${Buffer.from(mime).toString('base64url')}${randomUUID()}`;
    if (this.#folder) {
      makeFolder(this.#folder);
      writeFileSync(join(this.#folder, id), bytes);
    } else {
      this.#files.set(id, bytes);
    }
    return id;
  }

  read(id: string): StoredFile | undefined {
    const bytes = /^[\w-]+$/.test(id) ? this.#read(id) : undefined;
    const mime = Buffer.from(id.slice(0, -UUID_LENGTH), 'base64url').toString();
    return bytes && { bytes, mime };
  }

  #read(id: string): Buffer | undefined {
    if (!this.#folder) return this.#files.get(id);
    const path = join(this.#folder, id);
    return existsSync(path) ? readFileSync(path) : undefined;
  }
}
