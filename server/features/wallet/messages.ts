/** The texts of the exported file. */
import type { Asset, Language } from '../../../shared/schemas/primitives.ts';
import type { MovementKind } from '../../ledger/index.ts';

interface Texts {
  headings: string[];
  kinds: Record<MovementKind, string>;
  assets: Record<Asset, string>;
}

export const texts: Record<Language, Texts> = {
  ru: {
    headings: ['Время', 'Операция', 'Что', 'Изменение', 'Остаток', 'Подробности'],
    kinds: {
      launch_reward: 'Подарок за первый запуск',
      direction_reward: 'Награда за выбор направления',
      daily_reward: 'Ежедневная награда',
      webinar_reward: 'Награда за запись на вебинар',
      webinar_reward_reversal: 'Возврат награды за вебинар',
      topup: 'Пополнение',
      topup_reversal: 'Возврат платежа',
      promo_bonus: 'Промокод',
      promo_bonus_reversal: 'Отмена промокода',
      referral_bonus: 'Бонус за приглашение',
      referral_bonus_reversal: 'Отмена бонуса за приглашение',
      referral_share: 'Доля от пополнения друга',
      referral_share_reversal: 'Отмена доли от пополнения друга',
      generation_charge: 'Работа',
      generation_refund: 'Возврат за работу',
      shortfall_collection: 'Удержано за возврат платежа',
      free_grant: 'Бесплатное начисление',
      training_charge: 'Тренировка',
      plan_credits: 'Покупка кредитов',
      plan_credits_reversal: 'Возврат кредитов',
      xp_gain: 'XP',
      badge_reward: 'XP за значок',
      level_reward: 'Награда за уровень',
      admin_adjustment: 'Корректировка',
    },
    assets: {
      coins: 'монеты',
      free_operations: 'бесплатные операции',
      credits: 'кредиты',
      free_trainings: 'бесплатные тренировки',
      xp: 'XP',
    },
  },
  en: {
    headings: ['Time', 'Entry', 'Of what', 'Change', 'Balance', 'Details'],
    kinds: {
      launch_reward: 'First launch gift',
      direction_reward: 'Reward for choosing a direction',
      daily_reward: 'Daily reward',
      webinar_reward: 'Reward for joining a webinar',
      webinar_reward_reversal: 'Webinar reward taken back',
      topup: 'Top-up',
      topup_reversal: 'Payment refunded',
      promo_bonus: 'Promo code',
      promo_bonus_reversal: 'Promo code taken back',
      referral_bonus: 'Invite bonus',
      referral_bonus_reversal: 'Invite bonus taken back',
      referral_share: "Share of a friend's top-up",
      referral_share_reversal: "Share of a friend's top-up taken back",
      generation_charge: 'Work',
      generation_refund: 'Work refunded',
      shortfall_collection: 'Collected for a refunded payment',
      free_grant: 'Granted for free',
      training_charge: 'Training',
      plan_credits: 'Credits bought',
      plan_credits_reversal: 'Credits refunded',
      xp_gain: 'XP',
      badge_reward: 'XP for a badge',
      level_reward: 'Level reward',
      admin_adjustment: 'Adjustment',
    },
    assets: {
      coins: 'coins',
      free_operations: 'free operations',
      credits: 'credits',
      free_trainings: 'free trainings',
      xp: 'XP',
    },
  },
};
