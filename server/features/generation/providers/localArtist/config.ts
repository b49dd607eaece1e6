/** The built-in artist is always available. */
import { isYes, whole, yesOrNo } from '../../../../core/config/forms.ts';
import { providerConfig } from '../../../../core/config/providerConfig.ts';

export interface LocalArtistConfig {
  /** The simulated duration of a work, in milliseconds; for development. */
  delayMs: number;
  /** Its works cost as much as those of the model it stands in for. */
  sellsAtModelPrice: boolean;
  /** Enables `test:fail`, `test:refuse` and `test:slow` in a prompt; never in production. */
  testTriggers: boolean;
}

export const localArtistConfig = providerConfig({
  environment: {
    LOCAL_ARTIST_DELAY_MS: whole(0, 0, 60_000),
    LOCAL_ARTIST_FULL_PRICE: yesOrNo.transform(isYes).optional(),
  },
  read: (env, { environment }): LocalArtistConfig => ({
    delayMs: env.LOCAL_ARTIST_DELAY_MS,
    sellsAtModelPrice: env.LOCAL_ARTIST_FULL_PRICE ?? environment !== 'production',
    testTriggers: environment !== 'production',
  }),
});
