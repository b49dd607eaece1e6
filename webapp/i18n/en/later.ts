import { badges } from './badges.ts';
import { create } from './create.ts';
import { events } from './events.ts';
import { gallery } from './gallery.ts';
import { insufficientFunds } from './insufficientFunds.ts';
import { invite } from './invite.ts';
import { job } from './job.ts';
import { payments } from './payments.ts';
import { plans } from './plans.ts';
import { progress } from './progress.ts';
import { promo } from './promo.ts';
import { settings } from './settings.ts';
import { stats } from './stats.ts';
import { topup } from './topup.ts';
import { viewer } from './viewer.ts';
import { wallet } from './wallet.ts';

/** All other texts. */
export const strings = {
  badges,
  create,
  events,
  gallery,
  invite,
  job,
  payments,
  plans,
  progress,
  promo,
  settings,
  insufficientFunds,
  stats,
  topup,
  viewer,
  wallet,
};
