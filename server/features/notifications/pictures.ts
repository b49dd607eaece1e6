/**
 * Pictures that go to many: each bot uploads a picture to Telegram once, and refers to Telegram's copy from
 * then on.
 */
import { InputFile } from 'grammy';
import { v7 as newId } from 'uuid';
import type { AppContext } from '../../app/context.ts';
import { FOR_NO_KEY_UPDATE } from '../../db/boundModels.ts';
import type { Tx } from '../../db/database.ts';
import type { Reader } from '../../db/repository.ts';
import { MessagePicture } from './models.ts';

export interface NewPicture {
  jpeg: Buffer;
  thumb: Buffer;
  width: number;
  height: number;
}

/** @returns the picture's id. */
export async function storePicture(tx: Tx, picture: NewPicture): Promise<string> {
  const { id } = await tx.of(MessagePicture).create({ id: newId(), ...picture });
  return id;
}

/** The preview of a picture. */
export async function findThumb(db: Reader, id: string): Promise<MessagePicture | null> {
  const attributes = ['id', 'thumb', 'width', 'height'];
  return await db.of(MessagePicture).findByPk(id, { attributes });
}

/** Telegram's copy for this bot, or the picture itself while there is none. */
export async function photoFor(
  { db }: AppContext,
  id: string,
  botName: string,
): Promise<string | InputFile> {
  const pictures = db.of(MessagePicture);
  const known = await pictures.findByPk(id, { attributes: ['fileIds'] });
  const copy = known?.fileIds[botName];
  if (copy !== undefined) {
    return copy;
  }
  const picture = await pictures.findByPk(id, { attributes: ['jpeg'] });
  return new InputFile(picture?.jpeg ?? Buffer.alloc(0), 'picture.jpg');
}

export async function saveFileId(
  { db }: AppContext,
  id: string,
  botName: string,
  fileId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const pictures = tx.of(MessagePicture);
    const attributes = ['id', 'fileIds'];
    const row = await pictures.findByPk(id, { attributes, lock: FOR_NO_KEY_UPDATE });
    if (row) {
      await pictures.save(row, { fileIds: { ...row.fileIds, [botName]: fileId } });
    }
  });
}
