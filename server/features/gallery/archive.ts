/** Several works as one file, streamed as it is made: only one of them is open at a time. */
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { z } from 'zod';
import { MAX_ARCHIVED_BYTES, MAX_ARCHIVED_WORKS } from '../../../shared/closedSets.ts';
import {
  type archiveOutput,
  type WorksSelection,
  worksInput,
} from '../../../shared/schemas/gallery.ts';
import type { AppContext } from '../../app/context.ts';
import type { Actor } from '../../auth/actor.ts';
import { DomainError } from '../../core/errors.ts';
import { makeExportLink } from '../exports/service.ts';
import { findGenerations } from '../generation/lookup.ts';
import { isActiveUser } from '../users/lookup.ts';
import { findWorks } from './lookup.ts';
import type { Media } from './models.ts';
import { eachPart, toUuid } from './select.ts';

export const ARCHIVE_FILE = 'ai-coins-works.zip';
const LINK_LIVES_FOR_S = 300;
const STATS_AT_ONCE = 10;
const MAX_NAME = 50;

/** The link's signed content: whose works, and which. Ids are packed, to keep the URL short. */
export const archiveDetail = z.object({
  userId: z.int().positive(),
  works: z.union([z.strictObject({ packed: z.string() }), worksInput]),
});
type ArchiveDetail = z.infer<typeof archiveDetail>;

function pack(works: WorksSelection): ArchiveDetail['works'] {
  if (!('ids' in works)) {
    return works;
  }
  const bytes = Buffer.from(works.ids.join('').replaceAll('-', ''), 'hex');
  return { packed: bytes.toString('base64url') };
}

function unpack(works: ArchiveDetail['works']): WorksSelection {
  if (!('packed' in works)) {
    return works;
  }
  const hex = Buffer.from(works.packed, 'base64url').toString('hex');
  return { ids: (hex.match(/.{32}/g) ?? []).map(toUuid) };
}

/** The works of a selection that are not in the trash. @throws DomainError ARCHIVE_TOO_LARGE */
async function selected(
  app: AppContext,
  userId: number,
  selection: WorksSelection,
): Promise<Media[]> {
  const works: Media[] = [];
  for await (const ids of eachPart(app, userId, selection, { trash: false })) {
    const found = new Map((await findWorks(app.db, userId, ids)).map((work) => [work.id, work]));
    works.push(...ids.flatMap((id) => found.get(id) ?? []).filter((work) => !work.trashedAt));
    const bytes = works.reduce((sum, work) => sum + work.bytes, 0);
    if (works.length > MAX_ARCHIVED_WORKS || bytes > MAX_ARCHIVED_BYTES) {
      throw new DomainError('ARCHIVE_TOO_LARGE', { max: MAX_ARCHIVED_WORKS });
    }
  }
  return works;
}

/**
 * A link under which works can be downloaded together for five minutes.
 * @throws DomainError ARCHIVE_TOO_LARGE, NOT_FOUND when none of them is there
 */
export async function linkToArchive(
  app: AppContext,
  actor: Actor,
  works: WorksSelection,
): Promise<z.infer<typeof archiveOutput>> {
  const found = await selected(app, actor.userId, works);
  if (found.length === 0) {
    throw new DomainError('NOT_FOUND');
  }
  const detail: ArchiveDetail = { userId: actor.userId, works: pack(works) };
  return {
    url: makeExportLink(app, ARCHIVE_FILE, detail, LINK_LIVES_FOR_S),
    fileName: ARCHIVE_FILE,
    works: found.length,
  };
}

/** `007 A paper fox.png`: numbered in order, and named by the prompt. */
function nameOf(prompt: string, index: number, file: string): string {
  const words = prompt
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, ' ')
    .trim();
  const short = [...words].slice(0, MAX_NAME).join('').trim();
  const number = String(index + 1).padStart(3, '0');
  return `${[number, short].filter(Boolean).join(' ')}${file.slice(file.lastIndexOf('.'))}`;
}

interface Entry {
  work: Media;
  bytes: number;
}

/** Those whose files exist, with their true sizes: the total is announced before it is sent. */
async function stored(app: AppContext, works: readonly Media[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let at = 0; at < works.length; at += STATS_AT_ONCE) {
    const part = works.slice(at, at + STATS_AT_ONCE);
    const stats = await Promise.all(part.map(({ file }) => app.storage.stat(file)));
    for (const [index, work] of part.entries()) {
      const found = stats[index];
      if (found) {
        entries.push({ work, bytes: found.bytes });
      }
    }
  }
  return entries;
}

/** @throws Error when the person's account is paused meanwhile, or the file is gone. */
async function openFile(app: AppContext, { userId, file }: Media): Promise<Readable> {
  const stream = (await isActiveUser(app.db, userId)) ? await app.storage.open(file) : null;
  if (!stream) {
    throw new Error('a work of an archive cannot be read any more');
  }
  return stream;
}

export interface Archive {
  /** Of the whole file. */
  bytes: number;
  /** Sends it, one work after the other; aborts when a work can't be read, or the reader disconnects. */
  send(target: Writable): Promise<void>;
}

/**
 * Prepares an archive. Pictures and videos are compressed already, so they are stored as they are.
 * @throws DomainError ARCHIVE_TOO_LARGE, NOT_FOUND
 */
export async function openArchive(
  app: AppContext,
  { userId, works }: ArchiveDetail,
): Promise<Archive> {
  const entries = await stored(app, await selected(app, userId, unpack(works)));
  if (entries.length === 0) {
    throw new DomainError('NOT_FOUND');
  }
  const ids = entries.map(({ work }) => work.generationId);
  const generations = await findGenerations(app.db, userId, ids);
  const prompts = new Map(generations.map(({ id, prompt }) => [id, prompt]));
  const zip = new ZipFile();
  const sending = Promise.withResolvers<void>();
  let open: Readable | null = null;
  const next = async (work: Media) => {
    // The first work is opened at once, also when only the total size is needed.
    await sending.promise;
    open = await openFile(app, work);
    return open;
  };
  for (const [index, { work, bytes }] of entries.entries()) {
    const name = nameOf(prompts.get(work.generationId) ?? '', index, work.file);
    const options = { size: bytes, compress: false, mtime: work.createdAt };
    zip.addReadStreamLazy(name, options, (callback) => {
      next(work).then(
        (stream) => callback(null, stream),
        (error: unknown) => callback(error),
      );
    });
  }
  const bytes = await new Promise<number>((resolve) => zip.end(resolve));
  return {
    bytes,
    async send(target) {
      const broken = Promise.withResolvers<never>();
      zip.on('error', broken.reject);
      sending.resolve();
      try {
        await Promise.race([pipeline(zip.outputStream, target), broken.promise]);
      } catch (err) {
        target.destroy();
        app.log.info({ err }, 'an archive was interrupted');
      } finally {
        open?.destroy();
      }
    },
  };
}
