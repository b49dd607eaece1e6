import { randomUUID } from 'node:crypto';
import { checkKey } from '../../../../core/checkKey.ts';
import type { FalConfig } from './config.ts';

/** The state of a request that does not exist: 404 or 422 with a valid key, 401 otherwise. */
export const checkFal = ({ key, apiRoot }: FalConfig) =>
  checkKey({
    subject: 'fal',
    variable: 'FAL_KEY',
    rootVariable: 'FAL_API_ROOT',
    url: `${apiRoot}/fal-ai/flux/requests/${randomUUID()}/status`,
    headers: { authorization: `Key ${key}` },
    refusals: [401, 403],
  });
