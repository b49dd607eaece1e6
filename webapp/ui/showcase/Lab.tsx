import type { ReactNode } from 'react';
import { currentLanguage } from '../../i18n/index.ts';

/** A titled piece of the board. */
export function Lab({ en, ru, children }: { en: string; ru: string; children: ReactNode }) {
  return (
    <section>
      <h3>{say(en, ru)}</h3>
      {children}
    </section>
  );
}

export function say(en: string, ru: string): string {
  return currentLanguage() === 'ru' ? ru : en;
}

export const nothing = () => undefined;
