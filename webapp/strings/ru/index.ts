import { badges } from './badges.ts';
import { common } from './common.ts';
import { create } from './create.ts';
import { events } from './events.ts';
import { gallery } from './gallery.ts';
import { home } from './home.ts';
import { invite } from './invite.ts';
import { job } from './job.ts';
import { payments } from './payments.ts';
import { plans } from './plans.ts';
import { progress } from './progress.ts';
import { promo } from './promo.ts';
import { settings } from './settings.ts';
import { short } from './short.ts';
import { stats } from './stats.ts';
import { topup } from './topup.ts';
import { viewer } from './viewer.ts';
import { wallet } from './wallet.ts';
import { welcome } from './welcome.ts';

export { errors } from './errors.ts';

/** One namespace per screen, so that a screen's texts stand beside each other in both languages. */
export const strings = {
  badges,
  common,
  create,
  events,
  gallery,
  home,
  invite,
  job,
  payments,
  plans,
  progress,
  promo,
  settings,
  short,
  stats,
  topup,
  viewer,
  wallet,
  welcome,
};
