import { useQuery } from '@tanstack/react-query';
import Images from 'lucide-react/icons/images';
import { useTRPC } from '../../api/client.ts';
import { Button } from '../../components/Button.tsx';
import { Card, Section } from '../../components/Card.tsx';
import { Empty } from '../../components/Empty.tsx';
import { More } from '../../components/More.tsx';
import { Picture } from '../../components/Picture.tsx';
import { QueryError } from '../../components/QueryError.tsx';
import { Shot } from '../../components/Shot.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { push, replace } from '../../navigation/history.ts';
import { useText } from '../../strings/useText.ts';

const SHOWN = 10;

/** The newest works; a tap opens the viewer. */
export function RecentWorks() {
  const t = useText('home');
  const trpc = useTRPC();
  const { data, error, refetch } = useQuery(trpc.gallery.list.queryOptions({ limit: SHOWN }));
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
          ? data.items.map((work) => (
              <Shot
                key={work.id}
                className="thumb"
                picture={
                  <Picture
                    src={work.thumbUrl}
                    thumbhash={work.thumbhash}
                    alt={work.prompt || work.modelName}
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
