import { checkKey } from '../../../../core/checkKey.ts';
import type { GoogleConfig } from './config.ts';

/** The list of models. Google answers 400 (API_KEY_INVALID) to a key that it does not know. */
export const checkGoogle = ({ key, apiRoot }: GoogleConfig) =>
  checkKey({
    subject: 'Google',
    variable: 'GEMINI_API_KEY',
    rootVariable: 'GEMINI_API_ROOT',
    url: `${apiRoot}/v1beta/models?pageSize=1`,
    headers: { 'x-goog-api-key': key },
    refusals: [400, 401, 403],
  });
