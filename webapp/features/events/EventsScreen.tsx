import { useText } from '../../i18n/useText.ts';
import { Page } from '../../ui/Page.tsx';
import '../../ui/tiles.css';
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
