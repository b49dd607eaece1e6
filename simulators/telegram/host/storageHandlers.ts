import { ask } from './api.ts';
import type { Handlers, Payload } from './handlers.ts';
import type { Host } from './host.ts';

function store(host: Host, area: string, method: string, params: unknown): Promise<unknown> {
  return ask('storage', { ...host.where, area, method, params });
}

async function customMethod(host: Host, data: Payload): Promise<void> {
  const { req_id, method, params } = data;
  try {
    const result = await store(host, 'cloud', String(method), params);
    host.post('custom_method_invoked', { req_id, result });
  } catch (error) {
    host.post('custom_method_invoked', {
      req_id,
      error: error instanceof Error ? error.message : '',
    });
  }
}

/** DeviceStorage and SecureStorage differ in their names only. */
function storageOf(area: 'device' | 'secure'): Handlers {
  const event = (name: string) => `${area}_storage_${name}`;

  async function save(host: Host, { req_id, key, value }: Payload): Promise<void> {
    const isRemoval = value === null || value === undefined;
    const method = isRemoval ? 'deleteStorageValues' : 'saveStorageValue';
    await store(host, area, method, isRemoval ? { keys: [key] } : { key, value });
    host.post(event('key_saved'), { req_id });
  }

  async function read(host: Host, { req_id, key }: Payload): Promise<void> {
    const keys = (await store(host, area, 'getStorageKeys', {})) as string[];
    const values = await store(host, area, 'getStorageValues', { keys: [key] });
    const isKnown = keys.includes(String(key));
    const value = isKnown ? (values as Record<string, string>)[String(key)] : null;
    host.post(event('key_received'), { req_id, value });
  }

  async function clear(host: Host, { req_id }: Payload): Promise<void> {
    const keys = await store(host, area, 'getStorageKeys', {});
    await store(host, area, 'deleteStorageValues', { keys });
    host.post(event('cleared'), { req_id });
  }

  const orFail = (run: typeof save) => async (host: Host, data: Payload) => {
    await run(host, data).catch((error: Error) =>
      host.post(event('failed'), { req_id: data.req_id, error: error.message }),
    );
  };
  return {
    [`web_app_${area}_storage_save_key`]: ['9.0', orFail(save)],
    [`web_app_${area}_storage_get_key`]: ['9.0', orFail(read)],
    [`web_app_${area}_storage_clear`]: ['9.0', orFail(clear)],
  };
}

/** The storage methods of Telegram. */
export const STORAGE_HANDLERS: Handlers = {
  web_app_invoke_custom_method: ['6.9', customMethod],
  ...storageOf('device'),
  ...storageOf('secure'),
  web_app_secure_storage_restore_key: [
    '9.0',
    (host, { req_id }) =>
      host.post('secure_storage_failed', { req_id, error: 'RESTORE_UNAVAILABLE' }),
  ],
};
