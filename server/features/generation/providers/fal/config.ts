/** fal is used when its key is set. */
import { httpUrl, text } from '../../../../core/config/forms.ts';
import { providerConfig } from '../../../../core/config/providerConfig.ts';

export const FAL_API_ROOT = 'https://queue.fal.run';
/** Where fal sends its webhooks, below our public address. */
export const FAL_WEBHOOK_PATH = '/fal/webhook';

export interface FalConfig {
  key: string;
  /** The address of the queue. */
  apiRoot: string;
}

export const falConfig = providerConfig({
  environment: { FAL_KEY: text.optional(), FAL_API_ROOT: httpUrl.default(FAL_API_ROOT) },
  secrets: ['FAL_KEY'],
  // A key of two parts; the second is secret on its own, too.
  otherSecrets: (given) => [given('FAL_KEY').split(':').slice(1).join(':')],
  read: ({ FAL_KEY: key, FAL_API_ROOT: apiRoot }): FalConfig | null =>
    key === undefined ? null : { key, apiRoot },
});
