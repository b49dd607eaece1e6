import Compass from 'lucide-react/icons/compass';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { FullPageState } from '../../ui/FullPageState.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { Page } from '../../ui/Page.tsx';

/** For a path without a screen. */
export function NotFoundScreen() {
  const t = useText();
  return (
    <Page>
      <FullPageState icon={Compass} title={t('error.lost')} text={t('error.lostText')}>
        <Button onClick={() => void replace('/')}>{t('actions.toHome')}</Button>
      </FullPageState>
    </Page>
  );
}
