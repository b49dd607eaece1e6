export const wallet = {
  title: 'Кошелёк',
} as const;
