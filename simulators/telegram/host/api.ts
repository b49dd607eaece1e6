import type { MenuButton, Message } from 'grammy/types';
import type { Person } from '../people.ts';
import type { PaymentResult } from '../stars.ts';
import type { Charge, Invoice, PreparedMessage, Subscription } from '../world.ts';

export type { Charge, Message, Person, Subscription };

export interface World {
  bots: { name: string; username: string; title: string; hasApp: boolean }[];
  people: Person[];
}

/** What the simulator knows about the chosen person and bot. */
export interface View {
  person: Person;
  started: boolean;
  writeAccess: boolean;
  blocked: boolean;
  channels: string[];
  delivery: { repeat: number; delayMs: number; dropNext: number; isHeld: boolean; pending: number };
  messages: (Message & { parse_mode?: string })[];
  botBalance: number;
  charges: Charge[];
  subscriptions: Subscription[];
  menuButton: MenuButton;
  commands: { command: string; description: string }[];
}

interface Answers {
  launch: { initData: string };
  newcomer: Person;
  addPerson: Person;
  changePerson: Person;
  view: View;
  invoice: Invoice & { botTitle: string };
  pay: PaymentResult;
  renew: PaymentResult;
  prepared: PreparedMessage | null;
  readStory: { file: string; isVideo: boolean };
  postStory: null;
  storage: unknown;
  say: null;
  press: null;
  block: null;
  writeAccess: null;
  membership: null;
  phone: null;
  cancelSubscription: null;
  refund: null;
  delivery: null;
}

/** Calls an action of the simulator. @throws Error with its reason. */
export async function ask<A extends keyof Answers>(
  action: A,
  body: Record<string, unknown>,
): Promise<Answers[A]> {
  const response = await fetch(`/sim/${action}`, { method: 'POST', body: JSON.stringify(body) });
  const { result, error } = await response.json();
  if (error !== undefined) throw new Error(error);
  return result;
}

export async function loadWorld(): Promise<World> {
  return (await fetch('/sim/world')).json();
}

/** The address of a file: of Telegram's copy by its identifier, or the original one when there is no copy. */
export function fileAddress(file: string): string {
  return file.includes(':') ? file : `/sim/files/${file}`;
}

/** Calls back after changes in the simulated world, once per frame at most. */
export function onChanges(tell: () => void): void {
  let waiting = false;
  new EventSource('/sim/events').onmessage = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      tell();
    });
  };
}
