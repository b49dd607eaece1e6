import type { AdminGeneration } from '../../../../shared/schemas/admin.ts';
import { Tag, type TagProps } from '../../../ui/Tag.tsx';
import { useAdminText } from '../texts/useAdminText.ts';

const tags = {
  queued: 'act',
  running: 'act',
  succeeded: 'ok',
  failed: 'bad',
  cancelled: 'neutral',
} as const satisfies Record<AdminGeneration['status'], TagProps['kind']>;

/** The status of a work, as text and colour. */
export function StatusTag({ work }: { work: AdminGeneration }) {
  const t = useAdminText();
  return (
    <Tag kind={work.stuck ? 'bad' : tags[work.status]}>
      {t(work.stuck ? 'works.stuck' : `works.status.${work.status}`)}
    </Tag>
  );
}
