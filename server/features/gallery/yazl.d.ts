/** The part of yazl in use; its published types are for an older version. */
declare module 'yazl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';

  interface FileOptions {
    /** Bytes; the file is refused when its size turns out to differ. */
    size: number;
    compress: boolean;
    mtime: Date;
  }

  export class ZipFile extends EventEmitter {
    readonly outputStream: Readable;
    /** Opens the stream when it is the file's turn. */
    addReadStreamLazy(
      name: string,
      options: FileOptions,
      open: (callback: (error: unknown, stream?: Readable) => void) => void,
    ): void;
    /** @param told gets the total size in bytes; -1 where a file's size is not known. */
    end(told: (bytes: number) => void): void;
  }
}
