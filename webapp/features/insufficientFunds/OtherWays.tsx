import Image from 'lucide-react/icons/image';
import type { Task } from '../../../shared/schemas/me.ts';
import { useMe } from '../../api/useMe.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { useNextWebinar } from '../../domain/webinars/useNextWebinar.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { closeSheets, push } from '../../ui/navigation/history.ts';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

/** The same request with a model that the balance covers. */
export interface Cheaper {
  modelName: string;
  /** Hundredths. */
  price: number;
  onChoose: () => void;
}

interface OtherWaysProps {
  cheaper?: Cheaper;
  more: { icon: IconType; title: string; note: string; onClick: () => void };
}

/** Ways that cost nothing or less, and the full top-up sheet. */
export function OtherWays({ cheaper, more }: OtherWaysProps) {
  const t = useText('insufficientFunds');
  const f = useFormat();
  const hasWebinar = useNextWebinar() !== null;
  const tasks = useMe()?.tasks ?? [];
  const task = bestTask(tasks.filter(({ code }) => code !== 'webinar' || hasWebinar));
  return (
    <Rows className="methods">
      {task && (
        <Row
          start={<Tile kind="gold" />}
          title={t('earn')}
          note={t(`tasks.${task.code}`)}
          value={<Reward coins={task.amount} />}
          onClick={() => void push(taskPaths[task.code])}
        />
      )}
      {cheaper && (
        <Row
          start={<Tile icon={Image} />}
          title={t('cheaper', { price: f.coinsInWords(cheaper.price, 'accusative') })}
          note={t('cheaperNote', { model: cheaper.modelName })}
          onClick={() => void closeSheets().then(cheaper.onChoose)}
        />
      )}
      <Row
        start={<Tile icon={more.icon} />}
        title={more.title}
        note={more.note}
        onClick={more.onClick}
      />
    </Rows>
  );
}

/** Tasks that bring coins, the quickest first. */
const taskPaths = {
  direction: '/events',
  webinar: '/events',
  referral: '/progress/invite',
} as const;
type CoinTask = Task & { code: keyof typeof taskPaths };

function bestTask(tasks: readonly Task[]): CoinTask | undefined {
  const open = tasks.filter(
    (task): task is CoinTask =>
      task.code in taskPaths && task.state === 'open' && task.asset === 'coins',
  );
  return (['direction', 'webinar', 'referral'] as const)
    .map((code) => open.find((task) => task.code === code))
    .find((task) => task !== undefined);
}
