export const short = {
  title: 'Не хватает монет',
} as const;
