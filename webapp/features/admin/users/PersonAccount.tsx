import CalendarPlus from 'lucide-react/icons/calendar-plus';
import Eye from 'lucide-react/icons/eye';
import FileDown from 'lucide-react/icons/file-down';
import Trash2 from 'lucide-react/icons/trash-2';
import type { AdminUserCard } from '../../../../shared/schemas/admin.ts';
import { useSheet } from '../../../ui/navigation/sheets.ts';
import { Row, Rows } from '../../../ui/Row.tsx';
import { Tile } from '../../../ui/Tile.tsx';
import { useCanEdit } from '../rights.ts';
import { usePersonText } from './texts.ts';

/** The app as the person sees it, days of the plan, and their data. */
export function PersonAccount({ card }: { card: AdminUserCard }) {
  const t = usePersonText();
  const canEdit = useCanEdit();
  const openForm = useSheet('admin');
  const isStaff = card.user.role !== 'user';
  return (
    <Rows label={t('account')}>
      {!isStaff && (
        <Row
          start={<Tile icon={Eye} />}
          title={t('openAs.title')}
          onClick={() => openForm({ form: 'openAs', card })}
        />
      )}
      {canEdit && (
        <Row
          start={<Tile icon={CalendarPlus} />}
          title={t('planDays.title')}
          onClick={() => openForm({ form: 'planDays', card })}
        />
      )}
      {canEdit && (
        <Row
          start={<Tile icon={FileDown} />}
          title={t('export.title')}
          onClick={() => openForm({ form: 'export', card })}
        />
      )}
      {canEdit && !isStaff && (
        <Row
          start={<Tile icon={Trash2} kind="bad" />}
          title={t('erase.title')}
          danger
          onClick={() => openForm({ form: 'erase', card })}
        />
      )}
    </Rows>
  );
}
