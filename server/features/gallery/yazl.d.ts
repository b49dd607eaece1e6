/** The part of yazl in use; its published types are of an older version. */
declare module 'yazl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';

  interface FileOptions {
    /** Bytes; the file is refused when it turns out to be another number. */
    size: number;
    compress: boolean;
    mtime: Date;
  }

  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable;
    /** Asks for the stream when it is the file's turn. */
    addReadStreamLazy(
      name: string,
      options: FileOptions,
      open: (callback: (error: unknown, stream?: Readable) => void) => void,
    ): void;
    /** @param told hears the size of the whole, bytes; -1 where a file's size is not known. */
    end(told: (bytes: number) => void): void;
  }
}
