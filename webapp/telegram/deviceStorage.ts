/**
 * Everything that the app remembers on the device goes through here. What a person leaves belongs to
 * that person and that bot: several accounts share one phone, and often one storage. Nothing here
 * throws: where there is no storage, or no room in it, the app only forgets.
 */

const PREFIX = 'ac';
let owner = '';
/** Stands in where the browser gives no storage to a framed page, or no room. */
const memory = new Map<string, string>();

/** Says whose things are read and written from now on; what has no owner is taken away. */
export function openDeviceStorage(person: number | null, bot: string | undefined): void {
  owner = `${bot ?? ''}:${person ?? ''}`;
  const store = storage('localStorage');
  for (const key of store ? Object.keys(store) : []) {
    if (key.startsWith(`${PREFIX}.`)) {
      store?.removeItem(key);
    }
  }
}

/** What this person has left under the name; null when there is nothing that can be read. */
export function readKept(name: string): unknown {
  return read('localStorage', keyOf(name));
}

/** Remembers for this person; null forgets. */
export function keep(name: string, value: unknown): void {
  write('localStorage', keyOf(name), value);
}

/** Forgets everything that this person has left on the device. */
export function forgetPerson(): void {
  const own = keyOf('');
  const store = storage('localStorage');
  for (const key of [...memory.keys(), ...Object.keys(store ?? {})]) {
    if (key.startsWith(own)) {
      write('localStorage', key, null);
    }
  }
}

/** What was left in this tab, whoever the person is; it survives a reload. */
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

/** Where storage is refused, even asking for it throws. */
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

function write(store: Store, key: string, value: unknown): void {
  const text = value === null || value === undefined ? null : JSON.stringify(value);
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
    // No room: it lives as long as the page does.
    if (text !== null) {
      memory.set(key, text);
    }
  }
}
