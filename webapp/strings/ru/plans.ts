export const plans = {
  title: 'Выберите подписку',
} as const;
