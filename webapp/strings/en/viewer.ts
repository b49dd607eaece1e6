export const viewer = {
  title: 'Work',
} as const;
