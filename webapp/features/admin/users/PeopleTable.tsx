import { displayName } from '../../../../shared/displayName.ts';
import type { AdminUser } from '../../../../shared/schemas/admin.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import '../../../ui/chip.css';
import { currentLanguage } from '../../../i18n/index.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { cx } from '../../../ui/cx.ts';
import { TableRow } from '../TableRow.tsx';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';
import { useAgo } from './useAgo.ts';

/** The last name comes after the first, where there is one. */
export function personName(person: AdminUser): string {
  return displayName(person, currentLanguage());
}

export interface PeopleTableProps {
  people: readonly AdminUser[];
  chosen: number | null;
  onChoose: (userId: number) => void;
}

/** Who, how many coins, and when seen; the whole row opens the card. */
export function PeopleTable({ people, chosen, onChoose }: PeopleTableProps) {
  const t = useAdminText();
  const f = useFormat();
  const ago = useAgo();
  const desktop = useDesktop();
  return (
    <div className="rows">
      <table className="tbl">
        <thead>
          <tr>
            <th>{t('users.user')}</th>
            <th className="r">{t('users.coins')}</th>
            {!desktop && <th className="r wide">{t('users.seen')}</th>}
          </tr>
        </thead>
        <tbody className="admin-people">
          {people.map((person) => (
            <TableRow
              key={person.id}
              chosen={person.id === chosen}
              onOpen={() => onChoose(person.id)}
            >
              <td className="admin-name">
                <button type="button" className="admin-who">
                  <Avatar
                    name={personName(person)}
                    photoUrl={person.photoUrl}
                    size={desktop ? 32 : 36}
                  />
                  <span className="grow">
                    <b dir="auto" className="sub-m ell" style={{ display: 'block' }}>
                      {personName(person)}
                    </b>
                    <Under person={person} />
                  </span>
                </button>
              </td>
              <td className="r sub-m">{f.coins(person.coins)}</td>
              {!desktop && (
                <td className="r t2 wide" style={{ whiteSpace: 'nowrap' }}>
                  {ago(person.lastSeenAt)}
                </td>
              )}
            </TableRow>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What matters most about a person: paused, in the team, with a plan; else the username. */
function Under({ person }: { person: AdminUser }) {
  const t = useAdminText();
  const tags = [
    ...(person.blocked ? [{ kind: 'bad' as const, text: t('users.blocked') }] : []),
    ...(person.role === 'user' ? [] : [{ kind: null, text: t(`users.role.${person.role}`) }]),
    ...(person.plan ? [{ kind: 'act' as const, text: t('users.plan') }] : []),
  ];
  return (
    <span className="under">
      {tags.map(({ kind, text }) => (
        <span key={text} className={cx('tag admin-mini', kind)}>
          {text}
        </span>
      ))}
      {tags.length === 0 && (
        <span className="ell">{person.username ? `@${person.username}` : person.telegramId}</span>
      )}
    </span>
  );
}
