export const welcome = {
  title: 'Welcome, {{name}}. Your first {{coins}} are here',
  titlePlain: 'Welcome, {{name}}',
  text: 'Coins pay for images and videos.',
  withFree_one:
    'Coins pay for images and videos. {{number}} free operation comes on top, so you can try everything first.',
  withFree_other:
    'Coins pay for images and videos. {{number}} free operations come on top, so you can try everything first.',
  free_one: '{{number}} free operation',
  free_other: '{{number}} free operations',
  accept: 'By continuing you accept the <terms>terms</terms> and <privacy>privacy policy</privacy>',
  get: 'Get {{coins}}',
  start: 'Start',
} as const;
