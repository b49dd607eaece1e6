import { useQuery } from '@tanstack/react-query';
import Compass from 'lucide-react/icons/compass';
import Gift from 'lucide-react/icons/gift';
import Presentation from 'lucide-react/icons/presentation';
import Rocket from 'lucide-react/icons/rocket';
import Send from 'lucide-react/icons/send';
import UserPlus from 'lucide-react/icons/user-plus';
import type { Me, Task } from '../../../shared/schemas/me.ts';
import { useTRPC } from '../../api/client.ts';
import { Reward } from '../../components/Amount.tsx';
import { Section } from '../../components/Card.tsx';
import { Rows } from '../../components/Row.tsx';
import { Tag } from '../../components/Tag.tsx';
import { TaskRow, type TaskRowProps } from '../../components/TaskRow.tsx';
import { push } from '../../navigation/history.ts';
import { useFormat } from '../../strings/useFormat.ts';
import { useText } from '../../strings/useText.ts';

/** The list counts so many friends; inviting goes on after them. */
const FRIENDS_GOAL = 5;

/** What coins can be had for, and which of them are had already. */
export function EarnList({ me }: { me: Me }) {
  const t = useText('home');
  const f = useFormat();
  const words = useTaskWords(me);
  const tasks = me.tasks.filter(({ amount }) => amount > 0);
  const inCoins = tasks.filter(({ asset }) => asset === 'coins');
  const sum = (times: (task: Task) => number) =>
    inCoins.reduce((total, task) => total + task.amount * times(task), 0);
  const had = f.coins(sum(({ times, code }) => Math.min(times, most(code))));
  const all = f.coins(sum(({ code }) => most(code)));
  return (
    <Section
      title={t('earn')}
      aside={
        <span className="sub-m t2 num">{t('common:progressOf', { value: had, total: all })}</span>
      }
    >
      <Rows label={t('earn')}>
        {doneLast(tasks).map((task) => (
          <TaskRow key={task.code} {...words(task)} {...rewardOf(task, f.signedCoins)} />
        ))}
      </Rows>
    </Section>
  );
}

function most(code: Task['code']): number {
  return code === 'referral' ? FRIENDS_GOAL : 1;
}

function doneLast(tasks: readonly Task[]): Task[] {
  return tasks.toSorted((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
}

function rewardOf({ asset, amount, state }: Task, coins: (amount: number) => string) {
  const done = state === 'done';
  const text = asset === 'coins' ? coins(amount) : `+${amount}`;
  if (done) {
    return { done, reward: text };
  }
  const reward =
    asset === 'coins' ? (
      <Reward coins={amount} />
    ) : (
      <Tag kind="act" icon={Gift} tall>
        {text}
      </Tag>
    );
  return { done, reward };
}

type TaskWords = Pick<TaskRowProps, 'icon' | 'title' | 'note' | 'progress' | 'onClick'>;

function useTaskWords(me: Me) {
  const t = useText('home');
  const f = useFormat();
  const next = useNextWebinar();
  return (task: Task): TaskWords => {
    const done = task.state === 'done';
    const title = t(`tasks.${task.code}.title`);
    const lead = (path: string) => ({ title, onClick: () => void push(path) });
    switch (task.code) {
      case 'direction': {
        const chosen = me.direction && t(`directions.${me.direction}`);
        return { ...lead('/events'), icon: Compass, note: chosen ?? t('tasks.direction.note') };
      }
      case 'webinar': {
        const note = next
          ? t('tasks.webinar.next', { date: f.date(next) })
          : t('tasks.webinar.note');
        return {
          ...lead('/events'),
          icon: Presentation,
          note: done ? t('tasks.webinar.done') : note,
        };
      }
      case 'referral': {
        const steps = { value: task.times, total: FRIENDS_GOAL };
        const more = { count: task.times, number: f.number(task.times) };
        return {
          ...lead('/progress/invite'),
          icon: UserPlus,
          ...(task.times < FRIENDS_GOAL
            ? { progress: steps }
            : { note: t('tasks.referral.more', more) }),
        };
      }
      case 'channel':
        return {
          ...lead('/events'),
          icon: Send,
          note: done ? t('tasks.channel.done') : t('tasks.channel.note'),
        };
      case 'launch':
        return {
          title,
          icon: Rocket,
          note: t('tasks.launch.done', { date: f.date(me.createdAt) }),
        };
    }
  };
}

/** When the next webinar with a free way in begins. */
function useNextWebinar(): string | null {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.webinars.list.queryOptions());
  const now = Date.now();
  const coming = data?.items.filter(({ startsAt }) => new Date(startsAt).getTime() > now) ?? [];
  return coming.map(({ startsAt }) => startsAt).sort()[0] ?? null;
}
