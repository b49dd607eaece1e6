export const create = {
  title: 'Создать',
} as const;
