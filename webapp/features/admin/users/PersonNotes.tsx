import { useId, useState } from 'react';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';
import { useTRPCClient } from '../../../api/client.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { usePersonText } from './texts.ts';

const LONGEST = 2000;

/** The staff's notes about a person, the latest first; all staff can add one. */
export function PersonNotes({ card }: { card: AdminUserCard }) {
  const t = usePersonText();
  const f = useFormat();
  return (
    <div className="stack" style={{ gap: 8 }}>
      {!card.erased && <NewNote userId={card.user.id} />}
      {card.notes.length === 0 ? (
        <p className="card p16 sub t2">{t('notes.none')}</p>
      ) : (
        <ul className="rows" aria-label={t('notes.title')}>
          {card.notes.map(({ id, authorName, text, createdAt }) => (
            <li key={id} className="admin-notes">
              <p dir="auto" className="admin-word">
                {text}
              </p>
              <p className="cap t2">
                <bdi>{authorName}</bdi>
                {` · ${f.moment(createdAt)}`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function NewNote({ userId }: { userId: number }) {
  const t = usePersonText();
  const client = useTRPCClient();
  const { act, busy } = useAdminAction();
  const id = useId();
  const [text, setText] = useState('');
  const add = () =>
    act({
      input: { userId, text: text.trim() },
      send: client.admin.addNote.mutate,
      done: t('notes.added'),
      onDone: () => setText(''),
    });
  return (
    <div className="admin-form">
      <label className="vh" htmlFor={id}>
        {t('notes.label')}
      </label>
      <div className="field">
        <textarea
          id={id}
          dir="auto"
          rows={2}
          maxLength={LONGEST}
          placeholder={t('notes.label')}
          aria-describedby={`${id}-hint`}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className="admin-note-add">
        <p id={`${id}-hint`} className="foot grow">
          {t('notes.hint')}
        </p>
        <Button
          kind="soft"
          size="sm"
          busy={busy}
          disabled={!hasVisibleText(text)}
          onClick={() => void add()}
        >
          {t('notes.add')}
        </Button>
      </div>
    </div>
  );
}
