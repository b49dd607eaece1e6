export const insufficientFunds = {
  title: '{{coins}} short',
  packs: 'How many coins',
  have: 'You have {{coins}}',
  left: '{{coins}} more',
  earn: 'Earn instead',
  tasks: {
    direction: 'Choose your direction',
    webinar: 'Register for a webinar',
    referral: 'Invite a friend',
  },
  cheaper: 'Make an image for {{price}}',
  cheaperNote: 'Same description, {{model}}',
  more: 'More ways to top up',
  moreNote: 'Other amount, promo code, way to pay',
  pay: 'Top up {{coins}} for {{amount}}',
  payShort: 'Pay {{amount}}',
  payPlain: 'Top up',
} as const;
