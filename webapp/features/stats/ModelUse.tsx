import { useQuery } from '@tanstack/react-query';
import Boxes from 'lucide-react/icons/boxes';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

/** How many works each model has made, and for how many coins; nothing before the first work. */
export function ModelUse() {
  const t = useText('stats');
  const f = useFormat();
  const trpc = useTRPC();
  const { data } = useQuery(trpc.progress.models.queryOptions());
  const items = data?.items ?? [];
  const most = Math.max(1, ...items.map(({ works }) => works));
  return items.length > 0 ? (
    <Section title={t('models')}>
      <Rows label={t('models')}>
        {items.map(({ code, name, works, coins }) => {
          const count = t('works', { count: works, number: f.number(works) });
          const cost = coins > 0 ? f.coinsInWords(coins) : t('free');
          return (
            <Row
              key={code}
              start={<Tile icon={Boxes} />}
              title={name}
              note={
                <>
                  {cost}
                  <ProgressBar
                    className="model-bar"
                    value={works / most}
                    label={`${name}: ${count}`}
                  />
                </>
              }
              value={count}
            />
          );
        })}
      </Rows>
    </Section>
  ) : null;
}
