/**
 * Browsers may refuse storage to a framed page; then even reading `window.sessionStorage` throws,
 * and so would the SDK. A store in memory takes its place: the app works, it only forgets.
 */
export function repairStorage(): void {
  for (const name of ['sessionStorage', 'localStorage'] as const) {
    if (!works(name)) {
      Object.defineProperty(window, name, { value: memoryStorage(), configurable: true });
    }
  }
}

function works(name: 'sessionStorage' | 'localStorage'): boolean {
  try {
    window[name].setItem('probe', '1');
    window[name].removeItem('probe');
    return true;
  } catch {
    return false;
  }
}

function memoryStorage(): Storage {
  const values = new Map<string, string>();
  return {
    get length() {
      return values.size;
    },
    clear: () => values.clear(),
    getItem: (key) => values.get(key) ?? null,
    key: (index) => [...values.keys()][index] ?? null,
    removeItem: (key) => {
      values.delete(key);
    },
    setItem: (key, value) => {
      values.set(key, String(value));
    },
  };
}
