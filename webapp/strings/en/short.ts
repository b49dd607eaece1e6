export const short = {
  title: 'Not enough coins',
} as const;
