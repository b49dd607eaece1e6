import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { toAppError } from '../../api/appError.ts';
import { uploadPicture } from './uploadPicture.ts';

const sent: FormData[] = [];

/** A request that the server answers at once. */
class FakeRequest {
  upload = {};
  status = 200;
  response: unknown = null;
  onload = () => undefined;
  onabort = () => undefined;
  open() {}
  setRequestHeader() {}
  send(form: FormData) {
    sent.push(form);
    this.response = { result: { data: { id: 'picture' } } };
    setTimeout(() => this.onload(), 0);
  }
  abort() {
    this.onabort();
  }
}

beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('XMLHttpRequest', FakeRequest);
  vi.stubGlobal('location', { search: '' });
});
afterEach(() => vi.unstubAllGlobals());

const photo = () => new File([new Uint8Array([1, 2, 3])], 'photo.jpg', { type: 'image/jpeg' });

describe('uploading a picture from the device', () => {
  it('sends what was read, under its name and type', async () => {
    expect(await uploadPicture(photo(), () => undefined).done).toEqual({ id: 'picture' });
    const file = sent[0]?.get('file') as File;
    expect([file.name, file.type, file.size]).toEqual(['photo.jpg', 'image/jpeg', 3]);
  });

  it('reports that the file can’t be read, not that there is no connection', async () => {
    const gone = photo();
    gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotReadableError'));
    const error = await uploadPicture(gone, () => undefined).done.catch((cause) => cause);
    expect(toAppError(error).code).toBe('FILE_UNREADABLE');
    expect(sent).toEqual([]);
  });

  it('sends nothing when it was aborted while its body was being read', async () => {
    const upload = uploadPicture(photo(), () => undefined);
    upload.cancel();
    await expect(upload.done).rejects.toMatchObject({ name: 'AbortError' });
    expect(sent).toEqual([]);
  });
});
