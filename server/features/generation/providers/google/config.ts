/** Google is used when its key is set. */
import { httpUrl, text } from '../../../../core/config/forms.ts';
import { providerConfig } from '../../../../core/config/providerConfig.ts';

export const GEMINI_API_ROOT = 'https://generativelanguage.googleapis.com';

export interface GoogleConfig {
  key: string;
  apiRoot: string;
}

export const googleConfig = providerConfig({
  environment: {
    GEMINI_API_KEY: text.optional(),
    GEMINI_API_ROOT: httpUrl.default(GEMINI_API_ROOT),
  },
  secrets: ['GEMINI_API_KEY'],
  read: ({ GEMINI_API_KEY: key, GEMINI_API_ROOT: apiRoot }): GoogleConfig | null =>
    key === undefined ? null : { key, apiRoot },
});
