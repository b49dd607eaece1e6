import Smartphone from 'lucide-react/icons/smartphone';
import { useEffect, useState } from 'react';
import { useText } from '../../i18n/useText.ts';
import { useHomeScreen } from '../../telegram/homeScreen.ts';
import { Button } from '../../ui/Button.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { homeScreenOfferDue, noteHomeScreenOffer } from './homeScreenOffer.ts';

/** A suggestion to add the app to the home screen, where the client supports it and it was not done. */
export function HomeScreenCard() {
  const t = useText('home');
  const { offered, add } = useHomeScreen();
  const [due] = useState(homeScreenOfferDue);
  const shown = offered && due;
  useEffect(() => {
    if (shown) {
      noteHomeScreenOffer();
    }
  }, [shown]);
  if (!shown) {
    return null;
  }
  return (
    <section className="sec">
      <Rows>
        <Row
          start={<Tile icon={Smartphone} kind="act" />}
          title={t('homeScreen.title')}
          note={t('homeScreen.note')}
          value={
            <Button kind="soft" size="sm" onClick={add}>
              {t('homeScreen.action')}
            </Button>
          }
        />
      </Rows>
    </section>
  );
}
