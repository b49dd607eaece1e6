import type { SimulatedPayment, SimulatedPaymentStatus } from './shop.ts';

export type CheckoutLanguage = 'ru' | 'en';

interface Strings {
  title: string;
  simulated: string;
  toPay: string;
  card: string;
  pay: string;
  decline: string;
  back: string;
  leave: string;
  settled: Record<Exclude<SimulatedPaymentStatus, 'pending'>, string>;
}

const strings = {
  ru: {
    title: 'Оплата',
    simulated: 'Имитация ЮKassa, без денег',
    toPay: 'К оплате',
    card: 'Банковская карта',
    pay: 'Оплатить',
    decline: 'Отклонить платёж банком',
    back: 'Вернуться без оплаты',
    leave: 'Вернуться в магазин',
    settled: {
      succeeded: 'Платёж прошёл',
      waiting_for_capture: 'Деньги удержаны и ждут подтверждения',
      canceled: 'Платёж отменён',
    },
  },
  en: {
    title: 'Payment',
    simulated: 'YooKassa simulator: no money moves',
    toPay: 'To pay',
    card: 'Bank card',
    pay: 'Pay',
    decline: 'Have the bank decline',
    back: 'Return without paying',
    leave: 'Return to the shop',
    settled: {
      succeeded: 'The payment went through',
      waiting_for_capture: 'The money is held and waits for capture',
      canceled: 'The payment was cancelled',
    },
  },
} as const satisfies Record<CheckoutLanguage, Strings>;

const styles = `
:root{color-scheme:light dark;--bg:#eef0f4;--sheet:#fff;--ink:#15181e;--muted:#616a78;--line:#dfe3ea;--accent:#5b2fd6;--on-accent:#fff;--note:#f4f0ff}
@media (prefers-color-scheme:dark){:root{--bg:#101217;--sheet:#1a1d24;--ink:#f2f4f8;--muted:#9aa3b2;--line:#2c313b;--accent:#a78bfa;--on-accent:#17112b;--note:#231d3a}}
*{box-sizing:border-box}
body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:20px 16px;background:var(--bg);color:var(--ink);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:400px;background:var(--sheet);border-radius:20px;padding:24px;box-shadow:0 1px 2px rgb(0 0 0/.06),0 12px 32px rgb(0 0 0/.08)}
.note{margin:0 0 20px;padding:8px 12px;border-radius:10px;background:var(--note);font-size:13px}
.label{margin:0;color:var(--muted);font-size:14px}
h1{margin:2px 0 4px;font-size:34px;line-height:1.15;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.what{margin:0;overflow-wrap:anywhere}
.method{display:flex;justify-content:space-between;gap:12px;margin:20px 0;padding:14px 16px;border:1px solid var(--line);border-radius:12px}
.method span:last-child{color:var(--muted);font-variant-numeric:tabular-nums}
form{margin:0 0 8px}
button{width:100%;min-height:48px;border:0;border-radius:12px;font:inherit;cursor:pointer;background:none;color:var(--ink)}
button.main{background:var(--accent);color:var(--on-accent);font-weight:600}
button.plain{border:1px solid var(--line)}
button.back{color:var(--muted)}
button:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.settled{margin:20px 0 16px;padding:14px 16px;border:1px solid var(--line);border-radius:12px;font-weight:600}
.id{margin:12px 0 0;color:var(--muted);font-size:12px;text-align:center;overflow-wrap:anywhere}
`;

/** The checkout page as HTML; the shop's texts are escaped. */
export function checkoutPage(view: {
  payment: SimulatedPayment;
  language: CheckoutLanguage;
}): string {
  const { payment, language } = view;
  const text = strings[language];
  const sum = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    style: 'currency',
    currency: payment.amount.currency,
    currencyDisplay: 'narrowSymbol',
  }).format(Number(payment.amount.value));
  const root = `/checkout/${encodeURIComponent(payment.id)}`;
  const button = (action: string, look: string, label: string) =>
    `<form method="post" action="${root}/${action}"><button class="${look}">${escapeHtml(label)}</button></form>`;
  const body =
    payment.status === 'pending'
      ? `<p class="method"><span>${text.card}</span><span>•••• 4444</span></p>
${button('pay', 'main', `${text.pay} ${sum}`)}
${button('decline', 'plain', text.decline)}
${button('cancel', 'back', text.back)}`
      : `<p class="settled" role="status">${text.settled[payment.status]}</p>
${button('cancel', 'plain', text.leave)}`;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${text.title}</title>
<style>${styles}</style>
</head>
<body>
<main>
<p class="note">${text.simulated}</p>
<p class="label">${text.toPay}</p>
<h1>${escapeHtml(sum)}</h1>
<p class="what">${escapeHtml(payment.description ?? '')}</p>
${body}
<p class="id">${payment.id}</p>
</main>
</body>
</html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
