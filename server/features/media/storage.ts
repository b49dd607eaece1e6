/** Where files of media are: a flat space of content-addressed names (`fileNames.ts`). */
import type { Readable } from 'node:stream';

export interface StoredFile {
  bytes: number;
  /** When it was last put. */
  modifiedAt: Date;
}

/** Both ends included, in bytes. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface Storage {
  /** Stores the whole file or nothing; putting an existing file renews its time. */
  put(name: string, bytes: Buffer, mime: string): Promise<void>;
  /** @returns null when there is no such file. */
  stat(name: string): Promise<StoredFile | null>;
  /** @returns null when there is no such file. */
  open(name: string, range?: ByteRange): Promise<Readable | null>;
  /** @returns null when there is no such file. */
  read(name: string): Promise<Buffer | null>;
  /** Does nothing when there is no such file. */
  delete(name: string): Promise<void>;
  /** Every file, in no particular order. */
  list(): AsyncIterable<StoredFile & { name: string }>;
}
