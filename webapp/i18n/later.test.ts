import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const packs = { broken: true };
vi.mock('./en/later.ts', () => ({
  get strings() {
    if (packs.broken) {
      throw new Error('the network is gone');
    }
    return { settings: { title: 'Settings' } };
  },
}));

beforeEach(() => {
  vi.resetModules();
  vi.stubGlobal('document', { documentElement: { lang: '' } });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the texts that come later', () => {
  it('are loaded once for all', async () => {
    packs.broken = false;
    const { arrivingTexts, preload } = await import('./later.ts');
    preload('en');
    const promise = arrivingTexts('en');
    expect(arrivingTexts('en')).toBe(promise);
    expect(promise).not.toHaveProperty('status');
    const value = await promise;
    expect(promise).toMatchObject({ status: 'fulfilled', value });
  });

  it('fail with the same error for all until the failure is forgotten', async () => {
    packs.broken = true;
    const { arrivingTexts, forgetFailedTexts } = await import('./later.ts');
    const first = arrivingTexts('en');
    await expect(first).rejects.toThrow('the network is gone');
    expect(arrivingTexts('en')).toBe(first);
    packs.broken = false;
    forgetFailedTexts();
    await expect(arrivingTexts('en')).resolves.toEqual({ settings: { title: 'Settings' } });
  });
});

describe('a language', () => {
  it('starts with its first texts only, and is changed with all of them', async () => {
    const { changeLanguage, currentLanguage, inUse } = await import('./index.ts');
    const { arrivingTexts } = await import('./later.ts');
    packs.broken = true;
    await changeLanguage('en');
    const heard: string[] = [];
    inUse.subscribe(() => heard.push(`${currentLanguage()} ${'status' in arrivingTexts('ru')}`));
    await changeLanguage('ru');
    expect(heard).toEqual(['ru true']);
    expect(document.documentElement.lang).toBe('ru');
  });
});
