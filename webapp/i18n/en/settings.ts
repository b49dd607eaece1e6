export const settings = {
  title: 'Settings',
  id: 'ID {{id}}',
  language: 'Language',
  languages: {
    title: 'App language',
    telegram: 'As in Telegram',
    en: 'English',
    ru: 'Русский',
    enNote: 'Английский',
    ruNote: 'Russian',
    now: { en: 'now English', ru: 'now Russian' },
    note: 'The bot will write in the same language.',
  },
  theme: 'Theme',
  followsTelegram: 'As in Telegram',
  model: 'Default model',
  models: {
    title: 'Default model',
    any: 'Not chosen',
    price: '{{kind}}, {{coins}}',
    eta: '{{kind}}, about {{time}}',
    image: 'Images',
    video: 'Videos',
    off: 'Unavailable',
    note: 'Studio opens with this model. You can change it there any time.',
  },
  messages: 'Messages from the bot',
  notifications: {
    generation: 'Work is ready',
    payment: 'Payments',
    webinar: 'Webinar reminders',
    badge: 'Badges and levels',
    broadcast: 'Promo codes and offers',
  },
  refused: 'Messages from the bot are off, so this stays off.',
  notAllowed: 'Messages from the bot are off: none of these will reach you.',
  allow: 'Allow',
  help: 'Help',
  support: 'Support',
  supportNote: 'We answer here and in the chat with the bot',
  payments: 'Payment questions',
  paymentsNote: 'Status, receipts, refunds',
  howCoins: 'How coins work',
  documentsTitle: 'Documents',
  terms: 'Terms of use',
  privacy: 'Privacy policy',
  app: 'App',
  homeScreen: 'Add to home screen',
  version: 'AI Coins {{version}}',
  documents: {
    terms: {
      title: 'Terms of use',
      one: {
        title: 'What you pay for',
        text: 'Coins, credits and plans pay for images and videos made in this app. They cannot be exchanged for money or passed on.',
      },
      two: {
        title: 'The price',
        text: 'Before you press the button you see the price and who pays. If a work does not work out, what was charged comes back automatically.',
      },
      three: {
        title: 'Money back',
        text: 'Money for coins you have not used is refunded on request: open the payment and tap “Ask for the money back”, or write /paysupport to the bot. Coins already spent are not paid back.',
      },
      four: {
        title: 'Plans',
        text: 'A monthly plan renews every 30\u00a0days. You can cancel it at any time in the wallet or in Telegram, it then works until its last day.',
      },
      five: {
        title: 'What is not allowed',
        text: 'Unlawful images, images that harm real people, and getting rewards with duplicate accounts. Such accounts are paused.',
      },
    },
    privacy: {
      title: 'Privacy policy',
      one: {
        title: 'What we know',
        text: 'Your Telegram id, name, username, language, photo address and whether you have Premium. Telegram passes it when you open the app.',
      },
      two: {
        title: 'What we keep',
        text: 'Your descriptions, the images you add and make, the history of coins, payments and rewards. Card numbers never reach us.',
      },
      three: {
        title: 'Who sees it',
        text: 'Works are private: links are signed and expire. Descriptions and added images go to the AI provider that makes the work, and to nobody else.',
      },
      four: {
        title: 'How long',
        text: 'Deleted works stay in the trash for 30\u00a0days, then they are deleted forever. The history of coins and payments stays, because the law asks for it.',
      },
      five: {
        title: 'Your rights',
        text: 'A copy of your data and the deletion of the account are in the settings. Support helps to correct your data.',
      },
    },
    coins: {
      title: 'How coins work',
      one: {
        title: 'What they are for',
        text: 'Every operation has a price in coins. Some models cost a part of a coin, so balances may have a fraction.',
      },
      two: {
        title: 'Who pays first',
        text: 'Operations that are always free, free access, the plan, free operations, credits, and only then coins. The app shows which of them pays, before and after.',
      },
      three: {
        title: 'How to get them',
        text: 'For the first launch, a direction, a webinar, friends and new levels. Or top up in the wallet, promo codes make it cheaper.',
      },
      four: {
        title: 'When they come back',
        text: 'If a work fails or you cancel it before it starts, whoever paid gets everything back at once.',
      },
      five: {
        title: 'Do they expire',
        text: 'No. Coins stay until you spend them. Everything you get and spend is in the history of the wallet.',
      },
    },
  },
} as const;
