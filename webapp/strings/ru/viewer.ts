export const viewer = {
  title: 'Работа',
} as const;
