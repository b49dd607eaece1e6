export const promo = {
  title: 'Promo code',
} as const;
