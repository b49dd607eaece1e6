export const stats = {
  title: 'Статистика',
} as const;
