import type { AppContext } from '../app/context.ts';
import type { BotHandle } from './bots.ts';

/** What the handlers share. */
export interface BotContext {
  app: AppContext;
  handle: BotHandle;
  /** Runs something after the update has been answered; its failure is only logged. */
  afterwards(work: Promise<unknown>): void;
}
