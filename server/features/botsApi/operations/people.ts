/** People and their sessions. */
import {
  MAX_SESSION_BYTES,
  personInput,
  personOutput,
  sessionInput,
  sessionState,
} from '../../../../shared/schemas/botsApi.ts';
import { DomainError } from '../../../core/errors.ts';
import { saveSession } from '../../users/service.ts';
import { read, write } from '../operation.ts';
import { readSession, toPerson, toSession, upsertPerson } from '../people.ts';
import { SessionConflictError } from '../problems.ts';

const SESSION = '/users/{telegramId}/session';

export const peopleOperations = [
  write({
    id: 'putUser',
    method: 'put',
    path: '/users/{telegramId}',
    tag: 'People',
    summary: 'Get or create a person with their session in this bot',
    description:
      'For /start and every first message. A person is the same in all bots; the session belongs to this bot alone.',
    createsPerson: true,
    body: personInput,
    answer: personOutput,
    async run({ app, bot, params, body }, tx) {
      const { user, created } = await upsertPerson(app, tx, bot, Number(params.telegramId), body);
      const person = await toPerson(app, tx, user);
      return { created, user: person, ...(await readSession(tx, user, bot)) };
    },
  }),
  read({
    id: 'getSession',
    method: 'get',
    path: SESSION,
    tag: 'People',
    summary: 'Session and stats of a person in this bot',
    answer: sessionState,
    mayCreate: true,
    run: ({ app, bot, person }) => readSession(app.db, person, bot),
  }),
  write({
    id: 'putSession',
    method: 'put',
    path: SESSION,
    tag: 'People',
    summary: 'Save session, stats, or both',
    description:
      'At most 64 kB together. With `version`, nothing is overwritten that was saved since it was read: 409 with the current session.',
    body: sessionInput,
    answer: sessionState,
    mayCreate: true,
    async run({ bot, person, body }, tx) {
      const { version = null, session, stats } = body;
      const key = { userId: person.id, botName: bot.name };
      const saved = await saveSession(tx, key, { version, session, stats });
      if (!saved) {
        throw new DomainError('NOT_FOUND');
      }
      const stored = toSession(saved.stored);
      if (!saved.saved) {
        throw new SessionConflictError(stored);
      }
      const size = Buffer.byteLength(JSON.stringify([stored.session, stored.stats]));
      if (size > MAX_SESSION_BYTES) {
        throw new DomainError('BAD_REQUEST', { fields: ['session', 'stats'] });
      }
      return stored;
    },
  }),
];
