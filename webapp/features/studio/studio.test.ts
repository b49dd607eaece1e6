import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CatalogOperation } from '../../../shared/schemas/generation.ts';

const picture = (id: string) => ({
  state: 'full' as const,
  picture: { source: { type: 'media' as const, id }, url: `/media/${id}`, thumbhash: '' },
});

const operation = (code: CatalogOperation['code']): CatalogOperation => ({
  code,
  result: code === 'video' ? 'video' : 'image',
  available: true,
  unavailability: null,
  alwaysFree: false,
  fromPrice: 1000,
  minInputs: code === 'video' ? 0 : 1,
  maxInputs: 1,
  prompt: 'optional',
  sized: false,
  models: [],
});

/** The Studio of an app that has just been opened. */
async function open() {
  vi.resetModules();
  const [studio, order, device] = await Promise.all([
    import('./studio.ts'),
    import('./order.ts'),
    import('../../telegram/deviceStorage.ts'),
  ]);
  device.openDeviceStorage(1, undefined);
  const inputsOf = (code: CatalogOperation['code']) => ({
    words: order.promptOf(studio.currentStudio(), operation(code)),
    pictures: studio
      .picturesOf(order.visibleSlots(studio.currentStudio(), operation(code)))
      .map(({ source }) => source.id),
  });
  return { ...studio, inputsOf };
}

beforeEach(() => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  vi.stubGlobal('window', { localStorage: storage, sessionStorage: storage });
});
afterEach(() => vi.unstubAllGlobals());

describe('the inputs of an operation', () => {
  it('belong to that operation: another one begins without its picture and prompt', async () => {
    const { changeStudio, changeSlot, withInputs, inputsOf } = await open();
    changeStudio({ operation: 'add_text', inputs: withInputs('add_text', { prompt: 'Sale' }) });
    changeSlot('add_text', 0, picture('dog'));
    changeStudio({ operation: 'video' });
    expect(inputsOf('video')).toEqual({ words: '', pictures: [] });
    changeStudio({ inputs: withInputs('video', { prompt: 'Waves' }) });
    expect(inputsOf('add_text')).toEqual({ words: 'Sale', pictures: ['dog'] });
  });

  it('are restored when the app is opened again', async () => {
    const before = await open();
    before.changeStudio({
      operation: 'video',
      inputs: before.withInputs('video', { prompt: 'Waves' }),
    });
    before.changeSlot('edit', 0, picture('dog'));
    const { inputsOf, currentStudio } = await open();
    expect(currentStudio().operation).toBe('video');
    expect(inputsOf('video')).toEqual({ words: 'Waves', pictures: [] });
    expect(inputsOf('edit')).toEqual({ words: '', pictures: ['dog'] });
  });

  it('continue to upload while another operation is shown', async () => {
    const { changeStudio, changeSlot, inputsOf, currentStudio } = await open();
    changeStudio({ operation: 'edit' });
    changeSlot('edit', 0, { state: 'uploading', url: 'blob:1', progress: 0.5, cancel: () => {} });
    changeStudio({ operation: 'retouch' });
    changeSlot('edit', 0, picture('dog'));
    expect(inputsOf('retouch').pictures).toEqual([]);
    expect(inputsOf('edit').pictures).toEqual(['dog']);
    expect(currentStudio().operation).toBe('retouch');
  });
});
