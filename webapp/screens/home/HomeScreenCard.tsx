import Smartphone from 'lucide-react/icons/smartphone';
import { useEffect, useState } from 'react';
import { Button } from '../../components/Button.tsx';
import { Row, Rows } from '../../components/Row.tsx';
import { Tile } from '../../components/Tile.tsx';
import { useText } from '../../strings/useText.ts';
import { useHomeScreen } from '../../telegram/homeScreen.ts';
import { homeScreenOfferDue, noteHomeScreenOffer } from './homeScreenOffer.ts';

/** One quiet suggestion, where the client can do it and it was not done. */
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
