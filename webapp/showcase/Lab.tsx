import type { ReactNode } from 'react';
import { currentLanguage } from '../i18n/index.ts';
import type { Localized } from '../i18n/language.ts';

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
  return ({ en, ru } satisfies Localized)[currentLanguage()];
}

export const nothing = () => undefined;
