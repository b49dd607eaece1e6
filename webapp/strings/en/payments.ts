export const payments = {
  title: 'Payments',
  when: '{{day}} {{time}}',
  provider: { stars: 'Stars', yookassa: 'YooKassa' },
  status: {
    created: 'Waiting',
    pending: 'Waiting',
    succeeded: 'Paid',
    refunded: 'Refunded',
    cancelled: 'Cancelled',
    expired: 'Expired',
  },
  check: 'Check payment',
  cancel: 'Cancel',
  stillWaiting: 'No money has arrived yet. We keep waiting.',
  cancelTitle: 'Cancel the payment?',
  cancelText:
    'If you have paid already, the coins will still arrive. If not, nothing will be charged.',
  cancelSure: 'Cancel payment',
  keep: 'Keep waiting',
  support: 'Something wrong with a payment? <link>Write to us</link>',
  empty: {
    title: 'No payments yet',
    text: 'Every top-up and plan will stand here with its state.',
    action: 'Top up',
  },
} as const;
