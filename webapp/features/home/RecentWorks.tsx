import { useQuery } from '@tanstack/react-query';
import Images from 'lucide-react/icons/images';
import { useTRPC } from '../../api/client.ts';
import { HOME_WORKS } from '../../api/earlyCalls.ts';
import { GalleryTile } from '../../domain/media/GalleryTile.tsx';
import { Picture } from '../../domain/media/Picture.tsx';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Card, Section } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { More } from '../../ui/More.tsx';
import { push, replace } from '../../ui/navigation/history.ts';
import { QueryError } from '../../ui/QueryError.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';

/** Fit beside each other on a phone. */
const IN_SIGHT = 4;

/** The newest works; a tap opens the viewer. */
export function RecentWorks() {
  const t = useText('home');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.gallery.list.queryOptions({ limit: HOME_WORKS }));
  if (error && !data) {
    return (
      <Section title={t('recent')}>
        <QueryError error={error} onRetry={() => void refetch()} />
      </Section>
    );
  }
  if (data?.items.length === 0) {
    return (
      <Section title={t('recent')}>
        <Card pad={0}>
          <Empty
            icon={Images}
            title={t('noRecent.title')}
            text={t('noRecent.text')}
            action={
              <Button kind="soft" onClick={() => void replace('/create')}>
                {t('noRecent.action')}
              </Button>
            }
          />
        </Card>
      </Section>
    );
  }
  return (
    <Section
      title={t('recent')}
      wide
      aside={<More text={t('toGallery')} onClick={() => void replace('/gallery')} />}
    >
      <div className="strip hscroll" aria-busy={!data}>
        {data
          ? data.items.map((work, i) => (
              <GalleryTile
                key={work.id}
                className="thumb"
                picture={
                  <Picture
                    src={work.thumbUrl}
                    thumbhash={work.thumbhash}
                    alt={work.prompt || work.modelName}
                    urgent={i < IN_SIGHT}
                  />
                }
                durationMs={work.durationMs}
                favourite={work.favourite}
                onClick={() => void push(`/work/${work.id}`)}
              />
            ))
          : [1, 2, 3, 4].map((i) => <Skeleton key={i} width={112} height={140} radius={12} />)}
      </div>
    </Section>
  );
}
