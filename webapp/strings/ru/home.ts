export const home = {
  title: 'Главная',
} as const;
