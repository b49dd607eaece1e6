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
 * The request id of the current order. It is kept outside of the screen: the same order sent again, after a
 * lost answer or from another tab, is the same request.
 */
let intent: { key: string; id: string } | null = null;

function idOf(key: string): string {
  if (intent?.key !== key) {
    intent = { key, id: requestId() };
  }
  return intent.id;
}

/** Pauses before an unanswered order is sent again, ms. */
const REPEATS_MS = [800, 2500];

/** No answer arrived: it is not known whether the server has the order. */
function isUnanswered(cause: unknown): boolean {
  const { code } = toAppError(cause);
  return code === 'OFFLINE' || code === 'TIMEOUT';
}

/**
 * Sends until an answer arrives: the server executes an order with the same id only once.
 * @throws the error of the last attempt
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

/** The page to open: the job of a single work; the gallery, which shows the progress of several. */
function placeOf([first, ...others]: readonly Generation[]): string {
  return first && others.length === 0 ? `/job/${first.id}` : '/gallery';
}

export interface Attempt {
  order: Order;
  /** The input pictures and the scale of an upscale, to repeat the order later. */
  pictures: readonly StudioPicture[];
  scale: Scale;
  /** The key of the draft that the order was made from; null when a failed job is tried again. */
  draft: string | null;
  modelName: string;
  /** Coins for the whole order, hundredths. */
  price: number;
  /** The current balance, hundredths, for the sheet that asks for coins. */
  balance: number;
  /** It is known that nothing covers the price: asks for coins before sending. */
  isShort: boolean;
  /** Replaces the current page in the history (a failed job that is tried again). */
  inPlace?: boolean;
  /** The request id of an order that waited for coins. */
  requestId?: string | undefined;
}

/** The part of an attempt that is stored on the device while it waits for coins. */
export type KeptWork = Pick<
  Attempt,
  'order' | 'pictures' | 'scale' | 'draft' | 'modelName' | 'price'
> & { requestId: string };

/** After an order was accepted: stores its pictures to repeat it, and clears its prompt. */
function rememberInputs(made: readonly Generation[], attempt: Attempt): void {
  const { order, pictures, scale, draft } = attempt;
  for (const { id } of made) {
    rememberSent({ generationId: id, pictures: [...pictures], scale, seed: order.seed ?? null });
  }
  if (draft !== null) {
    forgetPrompt(order);
  }
}

/** A prompt that was changed since the order was sent is kept. */
function forgetPrompt({ operation, prompt }: Order): void {
  if (currentStudio().inputs[operation].prompt.trim() === prompt) {
    changeStudio({ inputs: withInputs(operation, { prompt: '' }) });
  }
}

/** Sends an order and opens its job; without enough coins opens the sheet that asks for them, then sends again. */
export function useCreate() {
  const t = useText('create');
  const f = useFormat();
  const trpc = useTRPC();
  const client = useQueryClient();
  const { mutateAsync } = useMutation(trpc.generation.create.mutationOptions());
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  /** `send` of the latest rendering, in which `busy` is false again. */
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

  /** Asks about a price that has risen: nobody pays more than they were shown. */
  const agreesTo = (price: number, before: number) =>
    confirm({
      title: t('priceRose.title', { price: f.coinsInWords(price, 'accusative') }),
      message: t('priceRose.text', { before: f.coinsInWords(before) }),
      confirm: t('priceRose.agree'),
      cancel: t('common:actions.cancel'),
    });

  const remember = (made: readonly Generation[]) => {
    for (const work of made) {
      client.setQueryData(trpc.generation.get.queryKey({ id: work.id }), work);
    }
  };

  /** Handles a refusal. @returns the same attempt at the current price, if the price has changed. */
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
    // The catalog may have changed meanwhile, or the order may be running although its answer was lost.
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
    /** The same attempt at the current price. */
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
