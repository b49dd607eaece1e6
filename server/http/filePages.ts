/** What a browser shows when a link to a file leads to none: a sentence, where programs get a code. */
import type { Request, Response } from 'express';
import { type Language, type Localized, languages } from '../../shared/language.ts';
import type { DomainError } from '../core/errors.ts';

/** The paths under which files are downloaded. */
const FILE_PATHS = /^\/(api\/export|media)\//;

const over: Localized = {
  ru: 'Ссылка на файл больше не действует. Откройте приложение и скачайте файл ещё раз.',
  en: 'This link to a file no longer works. Open the app and download the file again.',
};
const failed: Localized = {
  ru: 'Файл не открылся, виноваты мы. Попробуйте ещё раз чуть позже.',
  en: 'The file could not be opened, and the fault is ours. Try again a little later.',
};

function tooMany(seconds: number): Localized {
  const minutes = Math.max(1, Math.ceil(seconds / 60));
  return {
    ru: `Слишком много загрузок подряд. Попробуйте через ${minutes} мин.`,
    en: `Too many downloads in a row. Try again in ${minutes} min.`,
  };
}

function sentenceOf({ code, httpStatus, details }: DomainError): Localized {
  if (code === 'RATE_LIMITED') {
    return tooMany(details.retryAfterSeconds ?? 0);
  }
  return httpStatus >= 500 ? failed : over;
}

/** A link names the language of the person it was made for; it decides nothing else, so it need not be genuine. */
function languageOf(req: Request): Language {
  const { d: detail } = req.query;
  const named =
    typeof detail === 'string'
      ? /"language":"(\w+)"/.exec(Buffer.from(detail, 'base64url').toString())?.[1]
      : undefined;
  const asked = req.acceptsLanguages([...languages]);
  return languages.find((one) => one === named) ?? languages.find((one) => one === asked) ?? 'en';
}

/** A page with one sentence, for whoever opens a link in a browser. */
export function sentencePage(language: Language, sentence: string): string {
  return (
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>AI Coins</title>` +
    '<meta name="viewport" content="width=device-width,initial-scale=1">' +
    '<style>:root{color-scheme:light dark;font:17px/1.5 system-ui}' +
    'body{margin:30vh auto;max-width:22em;padding:0 1em;text-align:center}</style>' +
    `<p>${sentence}</p></html>`
  );
}

/** Sends the page when a browser has opened a link to a file, with the status already set. */
export function answerFilePage(req: Request, res: Response, error: DomainError): boolean {
  const isOpened = FILE_PATHS.test(req.path) && req.accepts(['json', 'html']) === 'html';
  if (isOpened) {
    const language = languageOf(req);
    res.type('html').send(sentencePage(language, sentenceOf(error)[language]));
  }
  return isOpened;
}
