export const gallery = {
  title: 'Галерея',
} as const;
