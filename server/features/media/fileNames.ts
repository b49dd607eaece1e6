/**
 * Names of stored files. A file is named by the SHA-256 of its bytes, so equal files are stored once and a
 * name never changes its content. A derived file (preview, thumbnail, picture to share) has its source's name
 * with a suffix, so that one reference in the database keeps all of them.
 */
import { createHash } from 'node:crypto';
import type { SniffedFormat } from './sniff.ts';

const extensions = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/avif': 'avif',
  'video/mp4': 'mp4',
} as const;
export type StoredMime = keyof typeof extensions;

const mimes = new Map<string, StoredMime>(
  Object.entries(extensions).map(([mime, extension]) => [extension, mime as StoredMime]),
);

/** `p`review, `t`humbnail, picture to `s`hare. */
const derivedForms = {
  preview: 'p.webp',
  thumb: 't.webp',
  share: 's.jpg',
} as const;
export type DerivedForm = keyof typeof derivedForms;

const NAME = /^([0-9a-f]{64})(?:\.[pts])?\.([a-z0-9]{3,4})$/;

const pictureMimes: Partial<Record<SniffedFormat, StoredMime>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
};

/** @returns null for a format in which no picture is stored. */
export function pictureMimeOf(format: SniffedFormat): StoredMime | null {
  return pictureMimes[format] ?? null;
}

export function contentName(bytes: Buffer, mime: StoredMime): string {
  return `${createHash('sha256').update(bytes).digest('hex')}.${extensions[mime]}`;
}

export function derivedName(source: string, form: DerivedForm): string {
  return `${digestOf(source)}.${derivedForms[form]}`;
}

/** Whether it is a name that this module creates. */
export function isFileName(name: string): boolean {
  return mimes.has(NAME.exec(name)?.[2] ?? '');
}

/** @throws RangeError when it is no file name. */
export function digestOf(name: string): string {
  const digest = NAME.exec(name)?.[1];
  if (!digest) {
    throw new RangeError(`not a file name: ${name}`);
  }
  return digest;
}

export function mimeOf(name: string): StoredMime {
  const mime = mimes.get(NAME.exec(name)?.[2] ?? '');
  if (!mime) {
    throw new RangeError(`not a file name: ${name}`);
  }
  return mime;
}

/** Every name under which the database may refer to the source of these files. */
export function possibleSources(digest: string): string[] {
  return Object.values(extensions).map((extension) => `${digest}.${extension}`);
}
