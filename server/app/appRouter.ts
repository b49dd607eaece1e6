/** The table of contents of the API. */

import { accountRouter } from '../features/account/router.ts';
import { adminRouter } from '../features/admin/router.ts';
import { earnRouter } from '../features/earn/router.ts';
import { galleryRouter } from '../features/gallery/router.ts';
import { generationRouter } from '../features/generation/router.ts';
import { paymentsRouter } from '../features/payments/router.ts';
import { plansRouter } from '../features/plans/router.ts';
import { progressRouter } from '../features/progress/router.ts';
import { promoRouter } from '../features/promo/router.ts';
import { referralsRouter } from '../features/referrals/router.ts';
import { supportRouter } from '../features/support/router.ts';
import { meRouter } from '../features/users/router.ts';
import { walletRouter } from '../features/wallet/router.ts';
import { webinarsRouter } from '../features/webinars/router.ts';
import { router } from '../trpc/trpc.ts';
import { liveRouter } from './liveRouter.ts';

export const appRouter = router({
  me: meRouter,
  generation: generationRouter,
  gallery: galleryRouter,
  live: liveRouter,
  payments: paymentsRouter,
  progress: progressRouter,
  wallet: walletRouter,
  admin: adminRouter,
  promo: promoRouter,
  plans: plansRouter,
  referrals: referralsRouter,
  webinars: webinarsRouter,
  support: supportRouter,
  account: accountRouter,
  earn: earnRouter,
});

export type AppRouter = typeof appRouter;
