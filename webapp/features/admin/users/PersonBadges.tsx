import Plus from 'lucide-react/icons/plus';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useFormat, useLocalized } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { useCanEdit } from '../rights.ts';
import { usePersonText } from './texts.ts';

/** The badges of a person, whichever bot awarded them; an admin grants another. */
export function PersonBadges({ card }: { card: AdminUserCard }) {
  const t = usePersonText();
  const f = useFormat();
  const localized = useLocalized();
  const canEdit = useCanEdit();
  const openForm = useSheet('admin');
  return (
    <div className="stack" style={{ gap: 8 }}>
      {card.badges.length === 0 ? (
        <p className="card p16 sub t2">{t('badges.none')}</p>
      ) : (
        <Rows label={t('badges.title')}>
          {card.badges.map(({ code, name, earnedAt, earnedInBot }) => (
            <Row
              key={code}
              title={localized(name)}
              note={`${f.moment(earnedAt)} · ${earnedInBot}`}
              oneLine
            />
          ))}
        </Rows>
      )}
      {canEdit && !card.erased && (
        <Button kind="gray" icon={Plus} onClick={() => openForm({ form: 'badge', card })}>
          {t('badges.grant')}
        </Button>
      )}
    </div>
  );
}
