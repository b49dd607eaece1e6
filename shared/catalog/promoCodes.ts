export const promoKinds = [
  'bonus_coins',
  'topup_discount',
  'free_access',
  'free_operations',
  'free_trainings',
  'plan_days',
] as const;
export type PromoKind = (typeof promoKinds)[number];

export interface CatalogPromoCode {
  code: string;
  kind: PromoKind;
  /** Hundredths of a coin, per cent, operations, trainings or days, as the kind says; 0 for access without end. */
  value: number;
  maxUses: number | null;
  perUser: number;
  firstTopupOnly: boolean;
  adminsOnly: boolean;
}

const code = (
  name: string,
  kind: PromoKind,
  value: number,
  rest: Partial<CatalogPromoCode> = {},
) => ({
  code: name,
  kind,
  value,
  maxUses: null,
  perUser: 1,
  firstTopupOnly: false,
  adminsOnly: false,
  ...rest,
});

/** The first content of the table of promo codes. */
export const defaultPromoCodes: CatalogPromoCode[] = [
  code('WELCOME2025', 'bonus_coins', 1000),
  code('WELCOME2024', 'bonus_coins', 1000),
  code('FIRST50', 'topup_discount', 50, { firstTopupOnly: true }),
  code('WELCOME10', 'topup_discount', 10),
  code('SAVE20', 'topup_discount', 20),
  code('BONUS30', 'topup_discount', 30),
  code('MEGA50', 'topup_discount', 50),
  // Admins only: a code that everybody knows must not open everything to strangers.
  code('FREE_ACCESS', 'free_access', 0, { adminsOnly: true }),
];
