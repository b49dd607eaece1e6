import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  forgetPerson,
  keep,
  openDeviceStorage,
  readForTab,
  readKept,
  writeForTab,
} from './deviceStorage.ts';

/** The part of the browser's Storage that the app uses. */
function fakeStorage(room = Number.POSITIVE_INFINITY) {
  const values: Record<string, string> = {};
  Object.defineProperties(values, {
    getItem: { value: (key: string) => values[key] ?? null },
    removeItem: { value: (key: string) => delete values[key] },
    setItem: {
      value: (key: string, value: string) => {
        if (value.length > room) {
          throw new DOMException('full', 'QuotaExceededError');
        }
        values[key] = value;
      },
    },
  });
  return values;
}

let device: ReturnType<typeof fakeStorage>;
beforeEach(() => {
  device = fakeStorage();
  vi.stubGlobal('window', { localStorage: device, sessionStorage: fakeStorage() });
});
afterEach(() => vi.unstubAllGlobals());

describe('a value stored on the device', () => {
  it('belongs to one person with one bot', () => {
    openDeviceStorage(1, undefined);
    keep('draft', 'of the first');
    openDeviceStorage(2, undefined);
    expect(readKept('draft')).toBeNull();
    keep('draft', 'of the second');
    openDeviceStorage(1, 'quiz');
    expect(readKept('draft')).toBeNull();
    openDeviceStorage(1, undefined);
    expect(readKept('draft')).toBe('of the first');
  });

  it('of an older version, which has no owner, is removed', () => {
    device['ac.draft'] = 'whose?';
    device.other = 'not ours';
    openDeviceStorage(1, undefined);
    expect(Object.keys(device)).toEqual(['other']);
  });

  it('is removed with its person; those of others stay', () => {
    openDeviceStorage(2, undefined);
    keep('draft', 'of the second');
    openDeviceStorage(1, undefined);
    keep('draft', 'of the first');
    keep('pages', ['works']);
    forgetPerson();
    expect([readKept('draft'), readKept('pages')]).toEqual([null, null]);
    // An answer that was on its way comes later.
    keep('me', 'of the first');
    expect(readKept('me')).toBeNull();
    openDeviceStorage(2, undefined);
    expect(readKept('draft')).toBe('of the second');
    keep('draft', 'another');
    expect(readKept('draft')).toBe('another');
  });

  it('is removed by null, and is null when it cannot be parsed', () => {
    openDeviceStorage(1, undefined);
    keep('jobs', ['a']);
    keep('jobs', null);
    expect(readKept('jobs')).toBeNull();
    keep('jobs', ['a']);
    device['ac::1:jobs'] = '{';
    expect(readKept('jobs')).toBeNull();
  });
});

describe('when the storage is full or refused', () => {
  it('the newest value lasts as long as the page', () => {
    device = fakeStorage(10);
    vi.stubGlobal('window', { localStorage: device });
    openDeviceStorage(3, undefined);
    keep('draft', 'short');
    keep('draft', 'longer than there is room');
    expect(readKept('draft')).toBe('longer than there is room');
    keep('draft', null);
    expect(readKept('draft')).toBeNull();
  });

  it('nothing throws, and values are kept in memory', () => {
    const refused = {
      get: () => {
        throw new DOMException('denied', 'SecurityError');
      },
    };
    const page = {};
    Object.defineProperties(page, { localStorage: refused, sessionStorage: refused });
    vi.stubGlobal('window', page);
    openDeviceStorage(4, undefined);
    keep('draft', 'words');
    writeForTab('opening', { a: 1 });
    expect(readKept('draft')).toBe('words');
    expect(readForTab('opening')).toEqual({ a: 1 });
    forgetPerson();
    expect(readKept('draft')).toBeNull();
  });
});
