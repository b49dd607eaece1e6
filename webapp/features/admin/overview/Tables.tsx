import type { AdminOverview } from '../../../../shared/schemas/adminOverview.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { useOverviewText } from './texts.ts';

/** Works of each model by how they ended. */
export function ModelTable({ generations }: Pick<AdminOverview, 'generations'>) {
  const t = useOverviewText();
  const f = useFormat();
  const outcomes = ['succeeded', 'failed', 'cancelled', 'running'] as const;
  if (generations.length === 0) {
    return null;
  }
  return (
    <section className="stack" aria-label={t('models.title')}>
      <h3 className="sub-m">{t('models.title')}</h3>
      <div className="rows admin-scroll">
        <table className="tbl">
          <thead>
            <tr>
              <th>{t('models.model')}</th>
              {outcomes.map((outcome) => (
                <th key={outcome} className="r">
                  {t(`models.${outcome}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {generations.map((line) => (
              <tr key={line.model}>
                <td dir="auto">{line.name}</td>
                {outcomes.map((outcome) => (
                  <td key={outcome} className="r num">
                    {f.amount(line[outcome])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Newcomers of each week, and the share of them who were active in each week since. */
export function RetentionTable({ retention }: Pick<AdminOverview, 'retention'>) {
  const t = useOverviewText();
  const f = useFormat();
  const weeks = retention.filter(({ people }) => people > 0);
  if (weeks.length === 0) {
    return null;
  }
  const most = Math.max(...weeks.map(({ active }) => active.length));
  return (
    <section className="stack" aria-label={t('retention.title')}>
      <h3 className="sub-m">{t('retention.title')}</h3>
      <div className="rows admin-scroll">
        <table className="tbl">
          <thead>
            <tr>
              <th>{t('retention.week')}</th>
              <th className="r">{t('retention.people')}</th>
              {Array.from({ length: most }, (_, n) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: weeks keep their places
                <th key={n} className="r">
                  {t('retention.nth', { n })}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ week, people, active }) => (
              <tr key={week}>
                <td>{f.shortDate(`${week}T12:00`)}</td>
                <td className="r num">{f.amount(people)}</td>
                {Array.from({ length: most }, (_, n) => {
                  const count = active[n];
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: weeks keep their places
                    <td key={n} className="r num">
                      {count !== undefined && f.percent(Math.min(1, count / people))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="cap t2">{t('retention.note')}</p>
    </section>
  );
}
