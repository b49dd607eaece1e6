import { useMutation, useQueryClient } from '@tanstack/react-query';
import Bell from 'lucide-react/icons/bell';
import CalendarDays from 'lucide-react/icons/calendar-days';
import { useState } from 'react';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useText } from '../../i18n/useText.ts';
import { askToWrite } from '../../telegram/permissions.ts';
import { Button } from '../../ui/Button.tsx';
import { Card } from '../../ui/Card.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { toast } from '../../ui/toasts.ts';

/** Nothing is planned; the bot may write when there is. */
export function NoWebinars() {
  const t = useText('events');
  const trpc = useTRPC();
  const client = useQueryClient();
  const [told, setTold] = useState(false);
  const save = useMutation(
    trpc.me.updateSettings.mutationOptions({
      onSuccess: (me) => {
        client.setQueryData(trpc.me.get.queryKey(), me);
        setTold(true);
        toast(t('willTell'));
      },
      onError: (error) => toast(errorSentence(error), { kind: 'error' }),
    }),
  );
  const tellMe = async () => {
    if (await askToWrite()) {
      save.mutate({ notifications: { webinar: true, broadcast: true } });
    } else {
      toast(t('refused'), { kind: 'error' });
    }
  };
  return (
    <Card pad={0}>
      <Empty
        icon={CalendarDays}
        title={t('empty.title')}
        text={told ? t('willTell') : t('empty.text')}
        action={
          !told && (
            <Button kind="soft" icon={Bell} busy={save.isPending} onClick={() => void tellMe()}>
              {t('tellMe')}
            </Button>
          )
        }
      />
    </Card>
  );
}
