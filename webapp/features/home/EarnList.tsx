import Compass from 'lucide-react/icons/compass';
import Gift from 'lucide-react/icons/gift';
import Presentation from 'lucide-react/icons/presentation';
import Rocket from 'lucide-react/icons/rocket';
import Send from 'lucide-react/icons/send';
import UserPlus from 'lucide-react/icons/user-plus';
import type { Me, Task } from '../../../shared/schemas/me.ts';
import { Reward } from '../../domain/coins/Amount.tsx';
import { TaskRow, type TaskRowProps } from '../../domain/levels/TaskRow.tsx';
import { useNextWebinar } from '../../domain/webinars/useNextWebinar.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { Section } from '../../ui/Card.tsx';
import type { IconType } from '../../ui/Icon.tsx';
import { push } from '../../ui/navigation/history.ts';
import { Rows } from '../../ui/Row.tsx';
import { Tag } from '../../ui/Tag.tsx';

/** The list counts this many friends; inviting is possible after them, too. */
const FRIENDS_GOAL = 5;

/** The ways to earn coins, and which of them are done already. */
export function EarnList({ me }: { me: Me }) {
  const t = useText('home');
  const f = useFormat();
  const taskText = useTaskText(me);
  const next = useNextWebinar();
  const tasks = me.tasks.filter(({ amount }) => amount > 0);
  /** No reward is promised for a webinar that is not planned. */
  const isPromised = ({ code, state }: Task) =>
    code !== 'webinar' || state === 'done' || next !== null;
  const inCoins = tasks.filter(
    (task) => task.asset === 'coins' && task.code !== 'daily' && isPromised(task),
  );
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
          <TaskRow
            key={task.code}
            {...taskText(task)}
            {...(isPromised(task) ? rewardOf(task, f.signedCoins) : { done: false, reward: null })}
          />
        ))}
      </Rows>
    </Section>
  );
}

function most(code: Task['code']): number {
  return code === 'referral' ? FRIENDS_GOAL : 1;
}

function doneLast(tasks: readonly Task[]): Task[] {
  return [...tasks].sort((a, b) => Number(a.state === 'done') - Number(b.state === 'done'));
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

type TaskText = Pick<TaskRowProps, 'icon' | 'title' | 'note' | 'progress' | 'onClick'>;

const looks = {
  direction: { icon: Compass, path: '/events' },
  webinar: { icon: Presentation, path: '/events' },
  referral: { icon: UserPlus, path: '/progress/invite' },
  channel: { icon: Send, path: '/events' },
  daily: { icon: Gift, path: '/events' },
  launch: { icon: Rocket, path: null },
} as const satisfies Record<Task['code'], { icon: IconType; path: string | null }>;

function useTaskText(me: Me) {
  const t = useText('home');
  const noteOf = useTaskNote(me);
  return (task: Task): TaskText => {
    const { icon, path } = looks[task.code];
    return {
      icon,
      title: t(`tasks.${task.code}.title`),
      ...(path && { onClick: () => void push(path) }),
      ...(task.code === 'referral' && task.times < FRIENDS_GOAL
        ? { progress: { value: task.times, total: FRIENDS_GOAL } }
        : { note: noteOf(task) }),
    };
  };
}

/** The second line: the description, or the state. */
function useTaskNote(me: Me): (task: Task) => string {
  const t = useText('home');
  const f = useFormat();
  const next = useNextWebinar();
  const coming =
    next === null
      ? t('tasks.webinar.none')
      : next === undefined
        ? t('tasks.webinar.note')
        : t('tasks.webinar.next', { date: f.moscowDay(next) });
  return ({ code, state, times }) => {
    const done = state === 'done';
    switch (code) {
      case 'direction':
        return me.direction ? t(`directions.${me.direction}`) : t('tasks.direction.note');
      case 'webinar':
        return done ? t('tasks.webinar.done') : coming;
      case 'referral':
        return t('tasks.referral.more', { count: times, number: f.number(times) });
      case 'channel':
        return done ? t('tasks.channel.done') : t('tasks.channel.note');
      case 'daily':
        return t('tasks.daily.note');
      case 'launch':
        return t('tasks.launch.done', { date: f.date(me.createdAt) });
    }
  };
}
