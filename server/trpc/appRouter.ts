/** The table of contents of the API. */
import { adminRouter } from '../admin/router.ts';
import { galleryRouter } from '../gallery/router.ts';
import { generationRouter } from '../generation/router.ts';
import { liveRouter } from '../live/router.ts';
import { paymentsRouter } from '../payments/router.ts';
import { plansRouter } from '../plans/router.ts';
import { progressRouter } from '../progress/router.ts';
import { promoRouter } from '../promo/router.ts';
import { referralsRouter } from '../referrals/router.ts';
import { meRouter } from '../users/router.ts';
import { walletRouter } from '../wallet/router.ts';
import { webinarsRouter } from '../webinars/router.ts';
import { router } from './trpc.ts';

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
});

export type AppRouter = typeof appRouter;
