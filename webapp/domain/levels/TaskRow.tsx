import Check from 'lucide-react/icons/check';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/useText.ts';
import type { IconType } from '../../ui/Icon.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';
import { Row } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';

export interface TaskRowProps {
  icon: IconType;
  title: string;
  note?: string;
  /** A `Reward`, or a `Tag` for what is not coins; plain text once done. */
  reward: ReactNode;
  /** For tasks done several times: how many of how many. */
  progress?: { value: number; total: number };
  done?: boolean;
  onClick?: () => void;
}

/** One line of the "earn coins" list. */
export function TaskRow({ icon, title, note, reward, progress, done, onClick }: TaskRowProps) {
  const t = useText();
  const steps = progress && (
    <span className="flex g8 task-steps">
      <ProgressBar className="grow" value={progress.value / progress.total} label={title} />
      <span className="cap t2 num">{t('progressOf', progress)}</span>
    </span>
  );
  return (
    <Row
      start={done ? <Tile icon={Check} kind="ok" /> : <Tile icon={icon} />}
      title={title}
      note={steps ?? note}
      value={done ? <span className="sub t2 num">{reward}</span> : reward}
      done={done ?? false}
      onClick={done ? undefined : onClick}
    />
  );
}
