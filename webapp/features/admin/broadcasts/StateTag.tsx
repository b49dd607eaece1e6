import type { BroadcastState } from '../../../../shared/closedSets.ts';
import { Tag, type TagProps } from '../../../ui/Tag.tsx';
import { useBroadcastText } from './texts.ts';

const kinds = {
  draft: 'neutral',
  scheduled: 'act',
  running: 'act',
  paused: 'bad',
  finished: 'ok',
  cancelled: 'neutral',
} as const satisfies Record<BroadcastState, TagProps['kind']>;

export function StateTag({ state }: { state: BroadcastState }) {
  const t = useBroadcastText();
  return <Tag kind={kinds[state]}>{t(`states.${state}`)}</Tag>;
}
