export const plans = {
  title: 'Choose a plan',
} as const;
