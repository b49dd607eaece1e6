import { describe, expect, it } from 'vitest';
import type { Texts } from '../../../i18n/translate.ts';
import { alertDetailTexts } from '../alerts/useAlertDetails.ts';
import { auditTexts } from '../audit/texts.ts';
import { botKeyTexts } from '../botKeys/texts.ts';
import { broadcastTexts } from '../broadcasts/texts.ts';
import { generationTexts } from '../generations/texts.ts';
import { overviewTexts } from '../overview/texts.ts';
import { paymentTexts } from '../payments/texts.ts';
import { recordTexts } from '../records/texts.ts';
import { settingTexts } from '../settings/texts.ts';
import * as supportTexts from '../support/texts.ts';
import { personTexts } from '../users/texts.ts';
import { webinarTexts } from '../webinars/texts.ts';
import { en } from './en.ts';
import { ru } from './ru.ts';

const endings = /_(one|few|many|other)$/;

/** Every text with its dotted key. */
function leaves(texts: Texts, path = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[path + name, value]] : leaves(value, `${path}${name}.`),
  );
}

function placesByKey(texts: Texts): Map<string, string> {
  return new Map(
    leaves(texts).map(([key, text]) => [
      key.replace(endings, ''),
      [...text.matchAll(/\{\{(\w+)\}\}/g)]
        .map(([, name]) => name)
        .sort()
        .join(),
    ]),
  );
}

const parts = {
  general: { en, ru },
  alertDetails: alertDetailTexts,
  records: recordTexts,
  generations: generationTexts,
  botKeys: botKeyTexts,
  webinars: webinarTexts,
  broadcasts: broadcastTexts,
  people: personTexts,
  audit: auditTexts,
  overview: overviewTexts,
  payments: paymentTexts,
  settings: settingTexts,
  support: supportTexts,
};

describe.each(Object.entries(parts))('the texts of the admin tab: %s', (_, { en, ru }) => {
  it('are the same in both languages, with the same places to fill', () => {
    expect(placesByKey(ru)).toEqual(placesByKey(en));
  });

  it('have every Russian plural form', () => {
    const keys = new Set(leaves(ru).map(([key]) => key));
    const counted = [...keys].filter((key) => endings.test(key));
    const missing = counted.flatMap((key) =>
      ['_one', '_few', '_many', '_other']
        .map((end) => key.replace(endings, end))
        .filter((form) => !keys.has(form)),
    );
    expect(missing).toEqual([]);
  });
});
