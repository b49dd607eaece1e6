/** `/s/<token>`: links of works that people copy. They redirect to the picture or video itself. */
import { type Request, type Response, Router } from 'express';
import { type Language, type Localized, languages } from '../../../shared/language.ts';
import type { AppContext } from '../../app/context.ts';
import { sentencePage } from '../../http/filePages.ts';
import { derivedName } from '../media/lookup.ts';
import { openShortLink, SHORT_PATH, shareLink } from '../media/service.ts';
import { Media } from './models.ts';

/** The URL behind it is valid only for a while, so the answer must not be cached for long. */
const KEPT_FOR_S = 60;

const gone: Localized = {
  ru: 'Ссылка больше не действует. Попросите того, кто её прислал, поделиться ещё раз.',
  en: 'This link no longer works. Ask whoever sent it to share the work again.',
};

/** Strangers open these links, in any browser, so the answer is a sentence and not a code. */
function answerNotFound(req: Request, res: Response): void {
  const language = (req.acceptsLanguages([...languages]) || 'en') as Language;
  res
    .status(404)
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(sentencePage(language, gone[language]));
}

export function createShortLinks(app: AppContext): Router {
  const router = Router();
  router.get(`${SHORT_PATH}/:token`, async (req, res) => {
    const id = openShortLink(app, req.params.token);
    const work = id === null ? null : await app.db.of(Media).findOne({ where: { id } });
    if (!work) {
      answerNotFound(req, res);
      return;
    }
    const file = work.mime === 'video/mp4' ? work.file : derivedName(work.file, 'share');
    const { pathname, search } = new URL(shareLink(app, { id: work.id, file }), 'https://own');
    res.set('Cache-Control', `private, max-age=${KEPT_FOR_S}`);
    res.redirect(302, `${pathname}${search}`);
  });
  return router;
}
