export const invite = {
  title: 'Пригласить друзей',
} as const;
