/** The update of a charge, as Telegram writes it. */
export function paid(
  from: number,
  payload: string,
  amount: number,
  chargeId: string,
  currency = 'XTR',
) {
  const person = { id: from, is_bot: false, first_name: 'Alice' };
  return {
    message: {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      from: person,
      chat: { ...person, type: 'private' },
      successful_payment: {
        currency,
        total_amount: amount,
        invoice_payload: payload,
        telegram_payment_charge_id: chargeId,
        provider_payment_charge_id: '',
      },
    },
  };
}
