/**
 * The connection to the Telegram client. Nothing here throws and every wait has a limit: a method that
 * the client does not know is not sent, a missing answer is null, and an event that cannot be read is
 * ignored. https://docs.telegram-mini-apps.com/platform/methods
 */
import { isOlder, type Method, since } from './methods.ts';

type Listener = (data: unknown) => void;
type Send = (method: string, data: object | undefined) => void;

/** Where the web versions of Telegram frame the app. */
const WEB_ORIGIN = 'https://web.telegram.org';

/** What a client puts into the page, and what it expects to find there. */
interface ClientWindow {
  TelegramWebviewProxy?: { postEvent?: unknown };
  TelegramGameProxy?: object;
  TelegramGameProxy_receiveEvent?: unknown;
  Telegram?: { WebView?: object };
}

const listeners = new Map<string, Set<Listener>>();
let send: Send | null = null;
let version = '0.0';

/**
 * Finds the client: the frame around the page, or what a native app has put into it.
 * @param clientVersion decides which methods are sent.
 * @returns whether there is one.
 */
export function connect(clientVersion: string): boolean {
  version = clientVersion;
  send = findClient();
  if (send) {
    listen();
  }
  return send !== null;
}

function isFramed(): boolean {
  try {
    return window.self !== window.top;
  } catch {
    return true;
  }
}

function findClient(): Send | null {
  if (isFramed()) {
    return (eventType, eventData) =>
      window.parent.postMessage(JSON.stringify({ eventType, eventData }), WEB_ORIGIN);
  }
  const proxy = (window as ClientWindow).TelegramWebviewProxy;
  if (proxy && typeof proxy.postEvent === 'function') {
    const { postEvent } = proxy;
    return (method, data) => postEvent.call(proxy, method, JSON.stringify(data ?? {}));
  }
  const external = window.external as { notify?: unknown } | undefined;
  if (external && typeof external.notify === 'function') {
    const { notify } = external;
    return (eventType, eventData) =>
      notify.call(external, JSON.stringify({ eventType, eventData }));
  }
  return null;
}

function listen(): void {
  window.addEventListener('message', ({ source, data }) => {
    const message = source === window.parent ? parse(data) : null;
    if (isRecord(message) && typeof message.eventType === 'string') {
      receive(message.eventType, message.eventData);
    }
  });
  // Native apps call one of these; which one depends on their version.
  const page = window as ClientWindow;
  const receiveEvent = (type: unknown, data: unknown) => receive(String(type), parse(data));
  page.TelegramGameProxy = { ...page.TelegramGameProxy, receiveEvent };
  page.TelegramGameProxy_receiveEvent = receiveEvent;
  page.Telegram = { ...page.Telegram, WebView: { ...page.Telegram?.WebView, receiveEvent } };
}

/** Parses a string as JSON (null when it is invalid); everything else stays as it is. */
function parse(data: unknown): unknown {
  if (typeof data !== 'string') {
    return data;
  }
  try {
    return JSON.parse(data);
  } catch {
    return null;
  }
}

function receive(event: string, data: unknown): void {
  for (const listener of [...(listeners.get(event) ?? [])]) {
    try {
      listener(data);
    } catch (error) {
      // Reported like any other error of the page; the other listeners still get the event.
      queueMicrotask(() => {
        throw error;
      });
    }
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the client knows the method. */
export function supports(method: Method): boolean {
  return send !== null && !isOlder(version, since[method]);
}

/** Whether the client is at least of this version. */
export function isAtLeast(wanted: string): boolean {
  return send !== null && !isOlder(version, wanted);
}

/** Calls a method of the client. @returns false where the client does not know it. */
export function call(method: Method, data?: object): boolean {
  if (!send || !supports(method)) {
    return false;
  }
  try {
    send(method, data);
    return true;
  } catch {
    return false;
  }
}

/** Listens to an event of the client. @returns a function that unsubscribes. */
export function on(event: string, listener: Listener): () => void {
  const all = listeners.get(event) ?? new Set();
  listeners.set(event, all.add(listener));
  return () => {
    all.delete(listener);
  };
}

export interface Request<Answer> {
  data?: object;
  /** Events that may hold the answer. */
  answers: readonly string[];
  /** Reads the answer; undefined when the event belongs to another request. */
  read: (data: unknown, event: string) => Answer | undefined;
  /** How long to wait for the answer, milliseconds. */
  timeoutMs: number;
  /** Telegram's window covers the page: a touch on the page means that it was closed without an answer. */
  covers?: boolean;
}

/** A touch this soon after a request may still belong to the press that caused it, ms. */
const SAME_PRESS_MS = 600;

/** Calls a method and waits for its answer. @returns null when the client does not know it or does not answer. */
export function request<Answer>(method: Method, question: Request<Answer>): Promise<Answer | null> {
  const { data, answers, read, timeoutMs, covers = false } = question;
  return new Promise((resolve) => {
    const ends: (() => void)[] = [];
    const finish = (answer: Answer | null) => {
      for (const end of ends.splice(0)) {
        end();
      }
      resolve(answer);
    };
    for (const event of answers) {
      ends.push(
        on(event, (heard) => {
          const answer = read(heard, event);
          if (answer !== undefined) {
            finish(answer);
          }
        }),
      );
    }
    const timer = setTimeout(() => finish(null), timeoutMs);
    ends.push(() => clearTimeout(timer));
    if (covers) {
      ends.push(onPageTouched(() => finish(null)));
    }
    if (!call(method, data)) {
      finish(null);
    }
  });
}

function onPageTouched(touched: () => void): () => void {
  const askedAt = performance.now();
  const heard = () => {
    if (performance.now() - askedAt > SAME_PRESS_MS) {
      touched();
    }
  };
  window.addEventListener('pointerdown', heard, true);
  return () => window.removeEventListener('pointerdown', heard, true);
}
