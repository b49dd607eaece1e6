export const events = {
  title: 'События',
} as const;
