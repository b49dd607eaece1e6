/**
 * Everything that the app stores on the device goes through here. A value belongs to one person and one
 * bot: several accounts can share a phone, and often its storage. Nothing here throws: without storage,
 * or when it is full, values last only as long as the page.
 */

const PREFIX = 'ac';
let owner = '';
/** The owner was forgotten: what still comes of them is not stored. */
let isClosed = false;
/** Used where the browser refuses storage to a framed page, or the storage is full. */
const memory = new Map<string, string>();

/** Sets whose values are read and written from now on; values of older versions, without an owner, are removed. */
export function openDeviceStorage(person: number | null, bot: string | undefined): void {
  owner = `${bot ?? ''}:${person ?? ''}`;
  isClosed = false;
  const store = storage('localStorage');
  for (const key of store ? Object.keys(store) : []) {
    if (key.startsWith(`${PREFIX}.`)) {
      store?.removeItem(key);
    }
  }
}

/** This person's stored value; null when there is none or it cannot be read. */
export function readKept(name: string): unknown {
  return read('localStorage', keyOf(name));
}

/**
 * Stores a value for this person; null removes it.
 * @param maxCharacters a value whose JSON is longer removes what was stored.
 */
export function keep(name: string, value: unknown, maxCharacters?: number): void {
  write('localStorage', keyOf(name), isClosed ? null : value, maxCharacters);
}

/** Removes everything that is stored for this person on the device; nothing more of them is stored. */
export function forgetPerson(): void {
  isClosed = true;
  const own = keyOf('');
  const store = storage('localStorage');
  for (const key of [...memory.keys(), ...Object.keys(store ?? {})]) {
    if (key.startsWith(own)) {
      write('localStorage', key, null);
    }
  }
}

/** A value of this tab, whoever the person is; it survives a reload. */
export function readForTab(name: string): unknown {
  return read('sessionStorage', `${PREFIX}:tab:${name}`);
}

export function writeForTab(name: string, value: unknown): void {
  write('sessionStorage', `${PREFIX}:tab:${name}`, value);
}

function keyOf(name: string): string {
  return `${PREFIX}:${owner}:${name}`;
}

type Store = 'localStorage' | 'sessionStorage';

/** Where storage is refused, even reading the property throws. */
function storage(name: Store): Storage | null {
  try {
    return typeof window === 'undefined' ? null : window[name];
  } catch {
    return null;
  }
}

function read(store: Store, key: string): unknown {
  try {
    return JSON.parse(memory.get(key) ?? storage(store)?.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

function write(store: Store, key: string, value: unknown, maxCharacters = Infinity): void {
  const json = value === null || value === undefined ? null : JSON.stringify(value);
  const text = json !== null && json.length <= maxCharacters ? json : null;
  memory.delete(key);
  try {
    const place = storage(store);
    if (text === null) {
      place?.removeItem(key);
    } else if (place) {
      place.setItem(key, text);
    } else {
      memory.set(key, text);
    }
  } catch {
    // The storage is full: the value lasts as long as the page.
    if (text !== null) {
      memory.set(key, text);
    }
  }
}
