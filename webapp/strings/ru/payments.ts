export const payments = {
  title: 'Платежи',
} as const;
