export const promo = {
  title: 'Промокод',
} as const;
