export const topup = {
  title: 'Пополнение',
} as const;
