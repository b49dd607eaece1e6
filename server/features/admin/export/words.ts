/** Codes in the cells of a list's file, in the words of the admin tab. */
import { isDeclined } from '../../../../shared/cancelReasons.ts';
import type { directions, roles } from '../../../../shared/closedSets.ts';
import { choiceLabel } from '../../../../shared/records/labels.ts';
import type { GenerationStatus } from '../../../../shared/schemas/generation.ts';
import type { PaymentProvider, PaymentStatus } from '../../../../shared/schemas/payments.ts';
import type { Localized } from '../../../../shared/schemas/primitives.ts';

const said = (ru: string, en: string): Localized => ({ ru, en });

const roleWords = {
  user: said('Пользователь', 'User'),
  support: said('Поддержка', 'Support'),
  admin: said('Админ', 'Admin'),
} satisfies Record<(typeof roles)[number], Localized>;

const directionWords = {
  personal: said('Личное', 'Personal'),
  business: said('Бизнес', 'Business'),
} satisfies Record<(typeof directions)[number], Localized>;

const paymentStatusWords = {
  created: said('Ждёт', 'Waiting'),
  pending: said('Ждёт', 'Waiting'),
  succeeded: said('Оплачен', 'Paid'),
  refunded: said('Возвращён', 'Refunded'),
  cancelled: said('Отменён', 'Cancelled'),
  declined: said('Отклонён', 'Declined'),
  expired: said('Истёк', 'Expired'),
} satisfies Record<PaymentStatus | 'declined', Localized>;

const providerWords = {
  stars: said('Telegram Stars', 'Telegram Stars'),
  yookassa: said('ЮKassa', 'YooKassa'),
} satisfies Record<PaymentProvider, Localized>;

const workStatusWords = {
  queued: said('В очереди', 'Queued'),
  running: said('Идёт', 'Running'),
  succeeded: said('Готова', 'Done'),
  failed: said('Не вышла', 'Failed'),
  cancelled: said('Отменена', 'Cancelled'),
} satisfies Record<GenerationStatus, Localized>;

export const words = {
  role: (role: keyof typeof roleWords) => roleWords[role],
  direction: (direction: keyof typeof directionWords) => directionWords[direction],
  paymentStatus: (payment: { status: PaymentStatus; cancelReason: string | null }) =>
    paymentStatusWords[isDeclined(payment) ? 'declined' : payment.status],
  provider: (provider: PaymentProvider) => providerWords[provider],
  workStatus: (status: GenerationStatus) => workStatusWords[status],
  /** Operations, providers of models, languages, and the choices of records. */
  choice: choiceLabel,
};
