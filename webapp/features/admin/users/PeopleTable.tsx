import type { ReactNode } from 'react';
import type { PeopleSort } from '../../../../shared/closedSets.ts';
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
import { usePersonText } from './texts.ts';
import { useAgo } from './useAgo.ts';

/** The full name: the last name is optional. */
export function personName(person: AdminUser): string {
  return displayName(person, currentLanguage());
}

export interface PeopleTableProps {
  people: readonly AdminUser[];
  chosen: number | null;
  onChoose: (userId: number) => void;
  /** The second column shows what the list is sorted by. */
  sort: PeopleSort;
}

/** Name, coins and last visit; the whole row opens the card. */
export function PeopleTable({ people, chosen, onChoose, sort }: PeopleTableProps) {
  const t = useAdminText();
  const f = useFormat();
  const ago = useAgo();
  const desktop = useDesktop();
  const words = usePersonText();
  const measures: Record<PeopleSort, { name: string; of: (person: AdminUser) => ReactNode }> = {
    newest: { name: t('users.coins'), of: ({ coins }) => f.coins(coins) },
    coins: { name: t('users.coins'), of: ({ coins }) => f.coins(coins) },
    seen: { name: t('users.seen'), of: ({ lastSeenAt }) => ago(lastSeenAt) },
    paid_stars: { name: words('paid'), of: (person) => f.money(person.paidStars, 'XTR') },
    paid_roubles: { name: words('paid'), of: (person) => f.money(person.paidKopecks, 'RUB') },
  };
  const measure = measures[sort];
  const hasSeen = !desktop && sort !== 'seen';
  return (
    <div className="rows">
      <table className="tbl">
        <thead>
          <tr>
            <th>{t('users.user')}</th>
            <th className="r">{measure.name}</th>
            {hasSeen && <th className="r wide">{t('users.seen')}</th>}
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
              <td className="r sub-m admin-nowrap">{measure.of(person)}</td>
              {hasSeen && (
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

/** The most important status of a person: paused, staff, plan; else the username. */
function Under({ person }: { person: AdminUser }) {
  const t = useAdminText();
  // A deleted account keeps its entries in the ledger, and has no Telegram id of its own any more.
  const isErased = person.telegramId < 0;
  const tags = [
    ...(isErased ? [{ kind: null, text: t('users.erased') }] : []),
    ...(person.blocked ? [{ kind: 'bad' as const, text: t('users.blocked') }] : []),
    ...(person.role === 'user' ? [] : [{ kind: null, text: t(`users.role.${person.role}`) }]),
    ...(person.plan && !isErased ? [{ kind: 'act' as const, text: t('users.plan') }] : []),
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
