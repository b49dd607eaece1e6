import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type {
  Created,
  Generation,
  GenerationCreateInput,
} from '../../../shared/schemas/generation.ts';
import { errorSentence, toAppError } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { requestId } from '../../api/requestId.ts';
import { askCoinsFor, forgetWaitingWork } from '../../domain/coins/waitingWork.ts';
import type { Scale } from '../../domain/media/operations.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { push, replace } from '../../ui/navigation/history.ts';
import { openSheet } from '../../ui/navigation/sheets.ts';
import { confirm } from '../../ui/popup.ts';
import { rememberSent } from './sentRequests.ts';
import { changeStudio, currentStudio, withInputs } from './studio.ts';
import type { StudioPicture } from './studioState.ts';

export type Order = Omit<GenerationCreateInput, 'requestId'>;

/**
 * The id of the intent under way. It lives outside the screen: the same order sent again, after a
 * lost answer or from another tab, is the same request.
 */
let intent: { key: string; id: string } | null = null;

function idOf(key: string): string {
  if (intent?.key !== key) {
    intent = { key, id: requestId() };
  }
  return intent.id;
}

/** Pauses before an order whose answer did not come is sent again, milliseconds. */
const REPEATS_MS = [800, 2500];

/** No answer came: whether the server has the order is not known. */
function isUnanswered(cause: unknown): boolean {
  const { code } = toAppError(cause);
  return code === 'OFFLINE' || code === 'TIMEOUT';
}

/**
 * Sends until an answer comes: the server takes an order with the same id once only.
 * @throws what the last attempt met
 */
async function sendUntilAnswered<Answer>(sendOnce: () => Promise<Answer>): Promise<Answer> {
  for (const pause of REPEATS_MS) {
    try {
      return await sendOnce();
    } catch (cause) {
      if (!isUnanswered(cause)) {
        throw cause;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return sendOnce();
}

function worksOf({ others = [], ...first }: Created): Generation[] {
  return [first, ...others];
}

/** Several works stand side by side in the gallery, each with its own progress. */
function placeOf([first, ...others]: readonly Generation[]): string {
  return first && others.length === 0 ? `/job/${first.id}` : '/gallery';
}

export interface Attempt {
  order: Order;
  /** The pictures that go in, as they are shown, and how far one is enlarged: for another try. */
  pictures: readonly StudioPicture[];
  scale: Scale;
  /** The draft that the order was made of; null when a failed job is tried again. */
  draft: string | null;
  modelName: string;
  /** Coins for the whole order, hundredths. */
  price: number;
  /** Coins there now, hundredths; the sheet for a lack of them shows it. */
  balance: number;
  /** What was taken already tells that nothing covers the price: asks for coins first. */
  isShort: boolean;
  /** Leaves the present page out of the history (a failed job that is tried again). */
  inPlace?: boolean;
  /** The intent that goes on in another opening of the app. */
  requestId?: string | undefined;
}

/** What waits for coins on the device: the attempt, as far as it can be written down. */
export type KeptWork = Pick<
  Attempt,
  'order' | 'pictures' | 'scale' | 'draft' | 'modelName' | 'price'
> & { requestId: string };

/** The order was taken: its pictures are kept for another try, its draft is used up. */
function rememberInputs(made: readonly Generation[], attempt: Attempt): void {
  const { order, pictures, scale, draft } = attempt;
  for (const { id } of made) {
    rememberSent({ generationId: id, pictures: [...pictures], scale, seed: order.seed ?? null });
  }
  if (draft !== null) {
    forgetPrompt(order);
  }
}

/** Words written since the order was sent are kept. */
function forgetPrompt({ operation, prompt }: Order): void {
  if (currentStudio().inputs[operation].prompt.trim() === prompt) {
    changeStudio({ inputs: withInputs(operation, { prompt: '' }) });
  }
}

/** Sends an order and opens its job; a lack of coins opens the sheet, after which it is sent again. */
export function useCreate() {
  const t = useText('create');
  const f = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutateAsync } = useMutation(trpc.generation.create.mutationOptions());
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** As it is after the latest rendering: `busy` is over by then. */
  const sendNow = useRef<(attempt: Attempt) => Promise<void>>(async () => undefined);

  const askForCoins = (attempt: Attempt, missing: number) => {
    const { modelName, price, order, pictures, scale, draft } = attempt;
    const requestId = idOf(JSON.stringify({ ...order, price }));
    askCoinsFor({ order, pictures, scale, draft, modelName, price, requestId } satisfies KeptWork);
    openSheet('insufficientFunds', {
      price,
      balance: Math.max(0, price - missing),
      modelName,
      onCovered: () => void sendNow.current({ ...attempt, requestId, isShort: false }),
    });
  };

  const sentence = (cause: unknown) =>
    isUnanswered(cause) ? t('unanswered') : errorSentence(cause);

  /** Nobody pays more than they were shown: a price that has risen is asked about. */
  const agreesTo = (price: number, before: number) =>
    confirm({
      title: t('priceRose.title', { price: f.coinsInWords(price) }),
      message: t('priceRose.text', { before: f.coinsInWords(before) }),
      confirm: t('priceRose.agree'),
      cancel: t('common:actions.cancel'),
    });

  const remember = (made: readonly Generation[]) => {
    for (const work of made) {
      client.setQueryData(trpc.generation.get.queryKey({ id: work.id }), work);
    }
  };

  /** Says or asks what a refusal calls for. @returns the same attempt for what it costs now, if that is it. */
  const meet = (attempt: Attempt, cause: unknown): Attempt | null => {
    const { code, details } = toAppError(cause);
    if (!isUnanswered(cause)) {
      forgetWaitingWork();
    }
    void client.invalidateQueries(trpc.generation.quote.queryFilter());
    if (code === 'INSUFFICIENT_FUNDS') {
      const { missing = attempt.price - attempt.balance, balance } = details;
      const price = balance === undefined ? attempt.price : missing + balance;
      askForCoins({ ...attempt, price }, missing);
      return null;
    }
    // Perhaps what can be made has changed meanwhile, or the order is under way unseen.
    void client.invalidateQueries(trpc.generation.active.queryFilter());
    void client.invalidateQueries(trpc.generation.catalog.queryFilter());
    if (code === 'PRICE_CHANGED' && details.price !== undefined) {
      return { ...attempt, price: details.price, requestId: undefined };
    }
    notify('error');
    setError(cause);
    return null;
  };

  const send = async (attempt: Attempt): Promise<void> => {
    if (busy) {
      return;
    }
    setError(null);
    if (attempt.isShort) {
      askForCoins(attempt, attempt.price - attempt.balance);
      return;
    }
    setBusy(true);
    /** The same for what it costs now. */
    let raised: Attempt | null = null;
    try {
      const order = { ...attempt.order, price: attempt.price };
      const requestId = attempt.requestId ?? idOf(JSON.stringify(order));
      const made = worksOf(await sendUntilAnswered(() => mutateAsync({ ...order, requestId })));
      intent = null;
      forgetWaitingWork();
      remember(made);
      rememberInputs(made, attempt);
      void client.invalidateQueries(trpc.generation.active.queryFilter());
      void client.invalidateQueries(trpc.generation.quote.queryFilter());
      await (attempt.inPlace ? replace : push)(placeOf(made));
    } catch (cause) {
      raised = meet(attempt, cause);
    } finally {
      setBusy(false);
    }
    if (raised && (await agreesTo(raised.price, attempt.price))) {
      await sendNow.current(raised);
    }
  };
  sendNow.current = send;
  return {
    send,
    busy,
    trouble: error === null ? null : sentence(error),
    forget: () => setError(null),
  };
}
