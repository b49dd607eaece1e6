export const badges = {
  title: 'Значки',
} as const;
