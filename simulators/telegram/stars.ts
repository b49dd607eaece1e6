import { randomBytes, randomUUID } from 'node:crypto';
import type { StarTransaction } from 'grammy/types';
import type { Chats } from './chats.ts';
import { BotApiError, badRequest } from './errors.ts';
import { asUser, type Person } from './people.ts';
import {
  type Charge,
  type Invoice,
  type StarMovement,
  type Subscription,
  type SubscriptionState,
  type TelegramWorld,
  unixNow,
} from './world.ts';

type Ref = number | string;

/** The status that the client sends to the app when the payment sheet closes. */
export type InvoiceStatus = 'paid' | 'failed' | 'cancelled' | 'pending';

export interface PaymentResult {
  status: InvoiceStatus;
  charge?: Charge;
  /** Why it failed: the bot's message, or Telegram's code. */
  error?: string;
}

export interface PaymentOptions {
  /** The charge is refused after the bot has agreed. */
  decline?: boolean;
  /** Time between the bot's agreement and the charge, milliseconds. */
  settleAfterMs?: number;
}

interface Checkout {
  bot: string;
  answer(agreed: boolean, error: string): void;
}

/** Telegram Stars: invoices, the checkout conversation, charges, subscriptions, refunds. */
export class Stars {
  readonly #world: TelegramWorld;
  readonly #chats: Chats;
  readonly #checkoutTimeoutMs: number;
  readonly #checkouts = new Map<string, Checkout>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(world: TelegramWorld, chats: Chats, checkoutTimeoutMs: number) {
    this.#world = world;
    this.#chats = chats;
    this.#checkoutTimeoutMs = checkoutTimeoutMs;
  }

  createInvoice(invoice: Omit<Invoice, 'slug'>): Invoice {
    const created = { ...invoice, slug: randomBytes(16).toString('base64url') };
    this.#world.data.invoices[created.slug] = created;
    return created;
  }

  /** By `https://t.me/$slug`, `https://t.me/invoice/slug` or the bare slug. */
  invoice(linkOrSlug: string): Invoice {
    const slug = linkOrSlug.replace(/^https:\/\/t\.me\/(\$|invoice\/)/, '');
    const invoice = this.#world.data.invoices[slug];
    if (!invoice) throw badRequest('INVOICE_SLUG_INVALID');
    return invoice;
  }

  /**
   * A person confirms the payment sheet. Asks the bot (`pre_checkout_query`), waits for its answer up to
   * 10 s, then moves the Stars and sends `successful_payment`. Anybody can pay a link, any number of times.
   */
  async pay(link: string, ref: Ref, options: PaymentOptions = {}): Promise<PaymentResult> {
    const invoice = this.invoice(link);
    const person = this.#world.person(ref);
    if (person.stars < invoice.stars) return { status: 'failed', error: 'BALANCE_TOO_LOW' };
    const refusal = await this.#askBot(invoice, person);
    if (refusal !== null) return { status: 'failed', error: refusal };
    if (options.settleAfterMs) await this.#wait(options.settleAfterMs);
    if (options.decline) return { status: 'failed', error: 'PAYMENT_FAILED' };
    if (person.stars < invoice.stars) return { status: 'failed', error: 'BALANCE_TOO_LOW' };
    return { status: 'paid', charge: this.#charge(invoice, person) };
  }

  /** The bot's answer to a checkout. @throws BotApiError 400 when it is late or unknown. */
  answerCheckout(bot: string, queryId: string, agreed: boolean, error: string): void {
    const checkout = this.#checkouts.get(queryId);
    if (checkout?.bot !== bot) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    if (!agreed && !error) throw badRequest('error_message is required');
    checkout.answer(agreed, error);
  }

  /** Charges the next period. Without enough Stars the subscription fails and the bot is told. */
  renewSubscription(chargeId: string): PaymentResult {
    const subscription = this.subscription(chargeId);
    if (subscription.state === 'canceled') return { status: 'cancelled' };
    const invoice = this.invoice(subscription.slug);
    const person = this.#world.person(subscription.userId);
    if (person.stars < invoice.stars) {
      this.#setState(subscription, 'failed');
      return { status: 'failed', error: 'BALANCE_TOO_LOW' };
    }
    subscription.state = 'active';
    return { status: 'paid', charge: this.#charge(invoice, person, subscription) };
  }

  /** The person cancels or resumes the subscription in Telegram's settings. */
  setSubscriptionCanceled(chargeId: string, canceled: boolean): void {
    const subscription = this.subscription(chargeId);
    if (!canceled && subscription.canceledByBot) throw badRequest('SUBSCRIPTION_CANCELED_BY_BOT');
    this.#setState(subscription, canceled ? 'canceled' : 'active');
  }

  /** The bot cancels or allows the renewal; only people's own changes cause `subscription` updates. */
  setCanceledByBot(bot: string, userId: number, chargeId: string, canceled: boolean): void {
    const subscription = this.subscription(chargeId);
    if (subscription.bot !== bot || subscription.userId !== userId) {
      throw badRequest('SUBSCRIPTION_NOT_FOUND');
    }
    subscription.canceledByBot = canceled;
    subscription.state = canceled ? 'canceled' : 'active';
    this.#world.changed();
  }

  /** Finds a subscription by the identifier of any of its charges. */
  subscription(chargeId: string): Subscription {
    const id = this.#world.data.charges.find((c) => c.id === chargeId)?.subscriptionId;
    const found = this.#world.data.subscriptions.find((s) => s.id === id);
    if (!found) throw badRequest('SUBSCRIPTION_NOT_FOUND');
    return found;
  }

  /** Gives the Stars back and sends `refunded_payment`. */
  refund(bot: string, userId: number, chargeId: string): void {
    const charge = this.#world.data.charges.find((c) => c.id === chargeId && c.bot === bot);
    if (charge?.userId !== userId) throw badRequest('CHARGE_NOT_FOUND');
    if (charge.refundedAt) throw badRequest('CHARGE_ALREADY_REFUNDED');
    const person = this.#world.person(userId);
    charge.refundedAt = unixNow();
    person.stars += charge.stars;
    this.#move(charge, 'refund');
    this.#chats.serviceMessage(bot, person, {
      refunded_payment: {
        currency: 'XTR',
        total_amount: charge.stars,
        invoice_payload: charge.payload,
        telegram_payment_charge_id: charge.id,
      },
    });
  }

  /** Oldest first; a refund carries the identifier of its payment. */
  transactions(bot: string, offset: number, limit: number): StarTransaction[] {
    const own = this.#world.data.movements.filter((m) => m.bot === bot);
    return own.slice(offset, offset + limit).map((m) => this.#asTransaction(m));
  }

  /** Whole Stars the bot holds. */
  botBalance(bot: string): number {
    return this.charges(bot).reduce((sum, c) => sum + (c.refundedAt ? 0 : c.stars), 0);
  }

  charges(bot: string): readonly Charge[] {
    return this.#world.data.charges.filter((c) => c.bot === bot);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const checkout of this.#checkouts.values()) checkout.answer(false, 'closed');
  }

  /** The bot's refusal, or null when it agreed. */
  #askBot(invoice: Invoice, person: Person): Promise<string | null> {
    const id = randomUUID();
    return new Promise((resolve) => {
      const finish = (refusal: string | null) => {
        this.#checkouts.delete(id);
        clearTimeout(timer);
        this.#timers.delete(timer);
        resolve(refusal);
      };
      const timer = setTimeout(() => finish('BOT_PRECHECKOUT_TIMEOUT'), this.#checkoutTimeoutMs);
      this.#timers.add(timer);
      const answer = (agreed: boolean, error: string) => finish(agreed ? null : error);
      this.#checkouts.set(id, { bot: invoice.bot, answer });
      this.#world.queue(invoice.bot).push({
        pre_checkout_query: {
          id,
          from: asUser(person),
          currency: 'XTR',
          total_amount: invoice.stars,
          invoice_payload: invoice.payload,
        },
      });
    });
  }

  #charge(invoice: Invoice, person: Person, renewed?: Subscription): Charge {
    const id = `stx${randomBytes(24).toString('base64url')}`;
    const charge: Charge = {
      id,
      bot: invoice.bot,
      userId: person.id,
      stars: invoice.stars,
      payload: invoice.payload,
      slug: invoice.slug,
      date: unixNow(),
    };
    const period = invoice.subscriptionPeriod;
    if (period) {
      charge.subscriptionPeriod = period;
      charge.subscriptionId = renewed?.id ?? id;
    }
    person.stars -= invoice.stars;
    this.#world.data.charges.push(charge);
    this.#move(charge, 'payment');
    this.#chats.serviceMessage(invoice.bot, person, {
      successful_payment: {
        currency: 'XTR',
        total_amount: charge.stars,
        invoice_payload: charge.payload,
        telegram_payment_charge_id: charge.id,
        provider_payment_charge_id: '',
        ...(period && this.#extend(charge, period, renewed)),
      },
    });
    return charge;
  }

  #extend(charge: Charge, period: number, renewed?: Subscription) {
    const from = Math.max(renewed?.expiresAt ?? 0, charge.date);
    const subscription: Subscription = renewed ?? {
      id: charge.id,
      bot: charge.bot,
      userId: charge.userId,
      slug: charge.slug,
      state: 'active',
      canceledByBot: false,
      expiresAt: 0,
    };
    subscription.expiresAt = from + period;
    if (!renewed) this.#world.data.subscriptions.push(subscription);
    return {
      subscription_expiration_date: subscription.expiresAt,
      is_recurring: true as const,
      ...(!renewed && { is_first_recurring: true as const }),
    };
  }

  #setState(subscription: Subscription, state: SubscriptionState): void {
    if (subscription.state === state) return;
    subscription.state = state;
    const user = asUser(this.#world.person(subscription.userId));
    const { payload } = this.invoice(subscription.slug);
    this.#world
      .queue(subscription.bot)
      .push({ subscription: { user, invoice_payload: payload, state } });
    this.#world.changed();
  }

  #move(charge: Charge, kind: StarMovement['kind']): void {
    const { id, bot } = charge;
    this.#world.data.movements.push({ chargeId: id, bot, kind, date: unixNow() });
    this.#world.changed();
  }

  #asTransaction(movement: StarMovement): StarTransaction {
    const charge = this.#world.data.charges.find((c) => c.id === movement.chargeId);
    if (!charge) throw new BotApiError(500, 'Internal Server Error');
    const partner = {
      type: 'user' as const,
      transaction_type: 'invoice_payment' as const,
      user: asUser(this.#world.person(charge.userId)),
      invoice_payload: charge.payload,
      ...(charge.subscriptionPeriod && { subscription_period: charge.subscriptionPeriod }),
    };
    const { date } = movement;
    const side = movement.kind === 'payment' ? { source: partner } : { receiver: partner };
    return { id: charge.id, amount: charge.stars, date, ...side };
  }

  #wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }
}
