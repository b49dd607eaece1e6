import { errorSentence } from '../../api/appError.ts';
import { Note } from '../../ui/Note.tsx';
import { QueryError } from '../../ui/QueryError.tsx';
import type { Checkout } from './useCheckout.ts';
import type { Quotes } from './useQuotes.ts';

/** Why there is no price, or why the order could not be placed. */
export function CheckoutErrors({ quotes, checkout }: { quotes: Quotes; checkout: Checkout }) {
  return (
    <>
      {Boolean(quotes.error) && <QueryError error={quotes.error} onRetry={quotes.retry} />}
      {Boolean(checkout.error) && <Note kind="bad">{errorSentence(checkout.error)}</Note>}
    </>
  );
}
