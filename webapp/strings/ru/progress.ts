export const progress = {
  title: 'Прогресс',
} as const;
