export const welcome = {
  title: 'Добро пожаловать',
} as const;
