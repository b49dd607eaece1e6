/**
 * The limits per person of everything that writes, calls a service or holds a stream open. A procedure that
 * only reads has no entry. `server/limits/callLimits.test.ts` goes through the router, so that none is
 * forgotten; a mutation without an entry has the default.
 */
import type { RateLimit } from './rateLimiter.ts';

const perMinute = (calls: number): RateLimit => ({ calls, perSeconds: 60 });

export const procedureLimits: Readonly<Record<string, RateLimit>> = {
  'me.launch': perMinute(30),
  'me.updateSettings': perMinute(30),
  'me.chooseDirection': perMinute(10),

  // Limited exactly by its own transaction (generation/limits.ts); this limits calls that it refuses.
  'generation.create': { ...perMinute(120), counted: 'process' },
  'generation.cancel': perMinute(60),
  'generation.seeFailure': perMinute(60),
  'generation.uploadInput': { calls: 60, perSeconds: 600 },
  // Free, and each calls a text model at our cost.
  'generation.improvePrompt': { calls: 30, perSeconds: 86_400 },

  'gallery.see': perMinute(120),
  'gallery.setFavourite': perMinute(120),
  'gallery.trash': perMinute(60),
  'gallery.restore': perMinute(60),
  'gallery.setFavourites': perMinute(60),
  // Each reads the selected works, and returns a link.
  'gallery.archive': perMinute(10),
  'gallery.purge': perMinute(30),
  // Each calls Telegram.
  'gallery.share': perMinute(15),
  'gallery.sendAlbum': perMinute(10),

  // Each makes an invoice or a payment at the provider.
  'payments.create': perMinute(10),
  'payments.cancel': perMinute(20),
  // An open payment sheet polls every two seconds, and has the provider asked every ten.
  'payments.get': perMinute(90),
  // They write only failed promo codes, which have an exact limit of their own (promo/guesses.ts).
  'payments.quote': { ...perMinute(180), counted: 'process' },
  'promo.preview': { ...perMinute(180), counted: 'process' },
  'promo.redeem': perMinute(20),
  'plans.cancel': perMinute(10),

  'wallet.exportHistory': perMinute(10),
  'earn.claimDaily': perMinute(20),
  // Calls Telegram.
  'earn.joinChannel': perMinute(10),
  'webinars.register': perMinute(20),
  'webinars.unregister': perMinute(20),
  // Shared with messages to the bot.
  'support.send': { calls: 30, perSeconds: 3600 },
  'account.exportData': perMinute(10),
  // Counts a person's whole account, and hands out the word that deletes it.
  'account.deletion': perMinute(10),
  'account.delete': perMinute(5),
  'support.seen': perMinute(120),
  // An app opens a stream again after each lost connection.
  'live.events': perMinute(30),

  'admin.exportList': perMinute(10),
  'admin.adjustBalance': perMinute(60),
  'admin.refundPayment': perMinute(30),
  // Each calls the provider.
  'admin.checkPayment': perMinute(20),
  'admin.setBlocked': perMinute(60),
  'admin.setRole': perMinute(60),
  'admin.setFreeAccess': perMinute(60),
  'admin.grantBadge': perMinute(60),
  'admin.grantPlanDays': perMinute(60),
  'admin.addNote': perMinute(60),
  'admin.openAsPerson': perMinute(20),
  'admin.exportPerson': perMinute(10),
  // Counts a person's whole account, and hands out the word that deletes it.
  'admin.erasure': perMinute(20),
  'admin.erasePerson': perMinute(10),
  'admin.grantBadgeToAll': perMinute(10),
  'admin.retryGeneration': perMinute(60),
  'admin.failGeneration': perMinute(60),
  'admin.refundGeneration': perMinute(30),
  'admin.resolveAlert': perMinute(60),
  'admin.supportReply': perMinute(60),
  'admin.supportClose': perMinute(60),
  'admin.createBotKey': perMinute(20),
  'admin.revokeBotKey': perMinute(60),
  'admin.changeSettings': perMinute(60),
  'admin.changeRecord': perMinute(120),
  'admin.createRecord': perMinute(60),
  'admin.toggleRecords': perMinute(60),
  'admin.markAttendance': perMinute(60),
  'admin.createPromoCodes': perMinute(20),
  'admin.saveBroadcast': perMinute(60),
  // Each sends a message in every language.
  'admin.testBroadcast': perMinute(10),
  'admin.startBroadcast': perMinute(20),
  'admin.steerBroadcast': perMinute(30),
};

/** Limits of what is not a procedure. */
export const otherLimits = {
  /** Messages to a bot, which answers each one. */
  'telegram.message': perMinute(20),
  /** Files that are made on request, by a link that can be used again. */
  'export.download': perMinute(10),
  /** Whether such a file would be given. */
  'export.asked': perMinute(60),
  /** Calls of the REST API by one bot, with all its keys together. */
  'api.v1': perMinute(3000),
} as const satisfies Record<string, RateLimit>;

const DEFAULT_LIMIT = perMinute(30);

/** The limit of a procedure; null when it only reads. */
export function limitOf(path: string, type: 'query' | 'mutation' | 'subscription') {
  return procedureLimits[path] ?? (type === 'query' ? null : DEFAULT_LIMIT);
}
