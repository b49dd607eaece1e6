import Compass from 'lucide-react/icons/compass';
import { Button } from '../../components/Button.tsx';
import { FullPageState } from '../../components/FullPageState.tsx';
import { Page } from '../../components/Page.tsx';
import { replace } from '../../navigation/history.ts';
import { useText } from '../../strings/useText.ts';

/** No screen has this address. */
export function LostScreen() {
  const t = useText();
  return (
    <Page>
      <FullPageState icon={Compass} title={t('error.lost')} text={t('error.lostText')}>
        <Button onClick={() => void replace('/')}>{t('actions.toHome')}</Button>
      </FullPageState>
    </Page>
  );
}
