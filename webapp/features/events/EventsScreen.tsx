import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import '../../ui/tiles.css';
import { ChannelTask } from './ChannelTask.tsx';
import { DailyReward } from './DailyReward.tsx';
import { DirectionChoice } from './DirectionChoice.tsx';
import './events.css';
import { PastWebinars } from './PastWebinars.tsx';
import { WebinarList } from './WebinarList.tsx';

/** Ways to earn: open the app each day, choose a direction, join the channel, register for a webinar. */
export function EventsScreen() {
  const t = useText('events');
  return (
    <Page title={t('title')} className="events">
      <DailyReward />
      <DirectionChoice />
      <ChannelTask />
      <WebinarList />
      <PastWebinars />
    </Page>
  );
}
