import './topup.css';

export { cleanCode, keepPromo } from './appliedPromo.ts';
export { CheckoutErrors } from './CheckoutErrors.tsx';
/** What other features use of this one. */
export { CheckoutSheet } from './CheckoutSheet.tsx';
export { MethodTile } from './MethodChoice.tsx';
export { useItemName } from './messages.ts';
export { stageOf } from './stages.ts';
export { useCheckout } from './useCheckout.ts';
export { useMethods } from './useMethods.ts';
export { usePromo } from './usePromo.ts';
export { useQuotes } from './useQuotes.ts';
