export const job = {
  title: 'Задача',
} as const;
