/** The checkout page and its three buttons: pay, decline, return to the shop. */
import type { Express, Request, Response } from 'express';
import { type CheckoutLanguage, checkoutPage } from './checkoutPage.ts';
import type { Shop } from './shop.ts';

export function mountCheckout(app: Express, shop: Shop): void {
  app.get('/checkout/:id', (request, response) => {
    const payment = shop.payments.get(request.params.id);
    if (payment === undefined) {
      response.status(404).type('text').send('No such payment');
      return;
    }
    const page = checkoutPage({ payment, language: languageOf(request, shop) });
    response.set('cache-control', 'no-store').type('html').send(page);
  });

  app.post('/checkout/:id/pay', (request, response) => {
    ifPending(shop, request.params.id, (id) => shop.pay(id));
    leave(shop, request, response);
  });
  app.post('/checkout/:id/decline', (request, response) => {
    ifPending(shop, request.params.id, (id) =>
      shop.fail(id, { party: 'payment_network', reason: 'insufficient_funds' }),
    );
    leave(shop, request, response);
  });
  // Returning does not change the payment: it can still be paid, or expires.
  app.post('/checkout/:id/cancel', (request, response) => leave(shop, request, response));
}

/** Does nothing when the payment is settled already, as after a second press of a button. */
function ifPending(shop: Shop, id: string, act: (id: string) => void): void {
  if (shop.payments.get(id)?.status === 'pending') {
    act(id);
  }
}

function leave(shop: Shop, request: Request<{ id: string }>, response: Response): void {
  const { id } = request.params;
  const confirmation = shop.requests.get(id)?.confirmation;
  const target =
    confirmation !== undefined && 'return_url' in confirmation
      ? confirmation.return_url
      : undefined;
  response.redirect(303, target ?? `/checkout/${encodeURIComponent(id)}`);
}

function languageOf(request: Request<{ id: string }>, shop: Shop): CheckoutLanguage {
  const asked = request.query.lang;
  if (asked === 'ru' || asked === 'en') {
    return asked;
  }
  const locale = shop.requests.get(request.params.id)?.confirmation.locale;
  if (locale !== undefined) {
    return locale === 'en_US' ? 'en' : 'ru';
  }
  return request.acceptsLanguages('ru', 'en') === 'en' ? 'en' : 'ru';
}
