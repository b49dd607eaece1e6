import { Page } from '../../components/Page.tsx';
import { useText } from '../../strings/useText.ts';
import '../../components/tiles.css';
import { DirectionChoice } from './DirectionChoice.tsx';
import './events.css';
import { WebinarList } from './WebinarList.tsx';

/** Two ways to earn at once: say what you are here for, and come to a webinar. */
export function EventsScreen() {
  const t = useText('events');
  return (
    <Page title={t('title')} className="events">
      <DirectionChoice />
      <WebinarList />
    </Page>
  );
}
