import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isOlder, type Method, since } from './methods.ts';

/** A page inside a frame of Telegram that records the messages it gets. */
function fakePage() {
  const posted: { method: Method; data: unknown }[] = [];
  const heard = new Map<string, Set<(event: unknown) => void>>();
  const parent = {
    postMessage: (text: string) => {
      const { eventType, eventData } = JSON.parse(text);
      posted.push({ method: eventType, data: eventData });
    },
  };
  const page = {
    self: {},
    top: {},
    parent,
    innerHeight: 700,
    setTimeout,
    addEventListener: (type: string, listener: (event: unknown) => void) => {
      heard.set(type, (heard.get(type) ?? new Set()).add(listener));
    },
    removeEventListener: (type: string, listener: (event: unknown) => void) => {
      heard.get(type)?.delete(listener);
    },
  };
  const emit = (type: string, event: unknown) => {
    for (const listener of heard.get(type) ?? []) {
      listener(event);
    }
  };
  return {
    page,
    posted,
    touch: () => emit('pointerdown', {}),
    tell: (eventType: string, eventData?: unknown) =>
      emit('message', { source: parent, data: JSON.stringify({ eventType, eventData }) }),
    tellRaw: (data: unknown) => emit('message', { source: parent, data }),
  };
}

let telegram: ReturnType<typeof fakePage>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
  telegram = fakePage();
  vi.stubGlobal('window', telegram.page);
  vi.stubGlobal('document', {
    documentElement: {
      style: { getPropertyValue: () => '#112233', setProperty: () => undefined },
      dataset: {},
    },
  });
  vi.stubGlobal('location', { href: 'https://coins.example/' });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const versions = [
  ...Array.from({ length: 11 }, (_, minor) => `6.${minor}`),
  ...Array.from({ length: 12 }, (_, minor) => `7.${minor}`),
  '8.0',
  '9.0',
  '9.6',
].filter((version) => !isOlder(version, '6.1'));

describe.each(versions)('a client of version %s', (version) => {
  it('gets no method that it does not know, and nothing throws', async () => {
    const host = await import('./host.ts');
    expect(host.connect(version)).toBe(true);
    const { setBars } = await import('./bars.ts');
    const { setBackButton } = await import('./backButton.ts');
    const { syncBottomButtons } = await import('./bottomButtons.ts');
    const haptics = await import('./haptics.ts');
    const links = await import('./links.ts');
    const { askToWrite } = await import('./permissions.ts');
    const { canOpenInvoice, openInvoice } = await import('./invoice.ts');
    const { closeApp } = await import('./activity.ts');
    const { followViewport } = await import('./viewport.ts');
    setBars({ header: 'black', bottom: 'surface' });
    setBars({ header: 'page', bottom: 'bar' });
    setBackButton(true, () => undefined);
    syncBottomButtons();
    haptics.impact('light');
    haptics.notify('error');
    haptics.selectionChanged();
    const invoice = 'https://t.me/$abc';
    expect(canOpenInvoice(invoice)).toBe(true);
    const waits = [
      askToWrite(),
      openInvoice(invoice),
      links.sharePreparedMessage('id'),
      host.supports('web_app_request_file_download') && links.saveFile('/a', 'a.png'),
    ];
    links.openOutside('https://example.com');
    links.openInTelegram('https://t.me/bot');
    links.shareLink('https://example.com', 'text');
    links.shareToStory('https://example.com/a.jpg', 'text', 'https://t.me/bot');
    for (const method of Object.keys(since) as Method[]) {
      host.call(method, {});
    }
    followViewport(document.documentElement, 'ios');
    closeApp();
    await vi.advanceTimersByTimeAsync(3_600_000);
    await Promise.all(waits);
    const unknown = telegram.posted.filter(({ method }) => isOlder(version, since[method]));
    expect(unknown).toEqual([]);
    const withColour = telegram.posted.filter(
      ({ method, data }) => method === 'web_app_set_header_color' && 'color' in (data as object),
    );
    expect(withColour.length > 0).toBe(!isOlder(version, '6.9'));
  });
});

describe('the answer to a request', () => {
  const ask = async (options: { covers?: boolean } = {}) => {
    const host = await import('./host.ts');
    host.connect('8.0');
    return host.request('web_app_open_popup', {
      answers: ['popup_closed'],
      read: (data) => (host.isRecord(data) ? data.button_id : undefined),
      timeoutMs: 5000,
      ...options,
    });
  };

  it('is the first matching one; later ones and unreadable messages are ignored', async () => {
    const answer = ask();
    await vi.advanceTimersByTimeAsync(1);
    telegram.tellRaw('{');
    telegram.tellRaw({ eventType: 'popup_closed' });
    telegram.tell('popup_closed', null);
    telegram.tell('popup_closed', { button_id: 'yes' });
    telegram.tell('popup_closed', { button_id: 'no' });
    expect(await answer).toBe('yes');
  });

  it('is null after the time limit', async () => {
    const answer = ask();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await answer).toBeNull();
  });

  it('is not waited for once the page under Telegram’s window is touched', async () => {
    const answer = ask({ covers: true });
    await vi.advanceTimersByTimeAsync(1000);
    telegram.touch();
    expect(await answer).toBeNull();
  });

  it('stays open after the second touch event of the press that opened it', async () => {
    const answer = ask({ covers: true });
    await vi.advanceTimersByTimeAsync(200);
    telegram.touch();
    telegram.tell('popup_closed', { button_id: 'yes' });
    expect(await answer).toBe('yes');
  });
});

describe('a page without a client', () => {
  it('is reported, and calls do nothing', async () => {
    telegram.page.self = telegram.page.top;
    const host = await import('./host.ts');
    expect(host.connect('8.0')).toBe(false);
    expect(host.call('web_app_ready')).toBe(false);
    expect(host.supports('web_app_ready')).toBe(false);
  });
});

describe('a native client', () => {
  it('is called through the object it has put into the page, and calls the functions it finds there', async () => {
    telegram.page.self = telegram.page.top;
    const calls: unknown[] = [];
    Object.assign(telegram.page, {
      TelegramWebviewProxy: { postEvent: (...args: unknown[]) => calls.push(args) },
    });
    const host = await import('./host.ts');
    expect(host.connect('8.0')).toBe(true);
    host.call('web_app_ready');
    expect(calls).toEqual([['web_app_ready', '{}']]);
    const heard = vi.fn();
    host.on('theme_changed', heard);
    const page = telegram.page as never as {
      Telegram: { WebView: { receiveEvent: (type: string, data: unknown) => void } };
    };
    page.Telegram.WebView.receiveEvent('theme_changed', { theme_params: {} });
    page.Telegram.WebView.receiveEvent('theme_changed', '{"theme_params":{}}');
    expect(heard.mock.calls).toEqual([[{ theme_params: {} }], [{ theme_params: {} }]]);
  });
});
