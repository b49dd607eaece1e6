import Check from 'lucide-react/icons/check';
import type { ProgressOutput } from '../../../shared/schemas/progress.ts';
import { Amount } from '../../domain/coins/Amount.tsx';
import { shareOfLevel } from '../../domain/levels/shareOfLevel.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Card, Section } from '../../ui/Card.tsx';
import { cx } from '../../ui/cx.ts';
import { Icon } from '../../ui/Icon.tsx';
import '../../ui/tiles.css';

type Step = ProgressOutput['road'][number];

/** Two levels back, three ahead, and what each of them brings. */
export function LevelRoad({ progress }: { progress: ProgressOutput }) {
  const t = useText('progress');
  const { level, road } = progress;
  return (
    <div className="level-road sec-own">
      <Section title={t('road')}>
        <Card pad={0}>
          <ol className="road" style={{ '--v': Math.round(shareOfLevel(progress) * 100) }}>
            {road.map((step) => (
              <Node key={step.level} step={step} at={Math.sign(step.level - level)} />
            ))}
          </ol>
          <NextReward progress={progress} />
        </Card>
      </Section>
    </div>
  );
}

function Node({ step, at }: { step: Step; at: number }) {
  const t = useText('progress');
  return (
    <li
      className={cx('node', at < 0 && 'done', at === 0 && 'now')}
      aria-current={at === 0 && 'step'}
    >
      <i>{at < 0 ? <Icon icon={Check} size={16} /> : step.level}</i>
      {at < 0 && (
        <span>
          <span aria-hidden="true">{step.level}</span>
          <span className="vh">{t('done', { level: step.level })}</span>
        </span>
      )}
      {at === 0 && <b>{t('you')}</b>}
      {at > 0 && <Brings step={step} />}
    </li>
  );
}

function Brings({ step: { coins, freeOperations } }: { step: Step }) {
  const t = useText('progress');
  const f = useFormat();
  if (coins > 0) {
    return <Amount coins={coins} signed className="gold" />;
  }
  return freeOperations > 0 ? (
    <span>{t('freeOp', { count: freeOperations, number: f.number(freeOperations) })}</span>
  ) : null;
}

/** "180 XP to go. Level 8 brings 50 coins" */
function NextReward({ progress: { xp, next, level, road } }: { progress: ProgressOutput }) {
  const t = useText('progress');
  const f = useFormat();
  if (next === null) {
    return <p className="sub t2 center">{t('atTop')}</p>;
  }
  const step = road.find((one) => one.level === level + 1);
  const coins = step && step.coins > 0 ? f.coinsInWords(step.coins) : '';
  const free = step?.freeOperations ?? 0;
  const operations = free > 0 ? t('operation', { count: free, number: f.number(free) }) : '';
  const what = coins && operations ? t('both', { coins, operations }) : coins || operations;
  return (
    <p className="sub t2 center">
      {t('toGo', { xp: f.number(next - xp) })}
      {what && ` ${t('brings', { level: level + 1, what })}`}
    </p>
  );
}
