import Shield from 'lucide-react/icons/shield';
import { useText } from '../../i18n/useText.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { replace } from '../../ui/navigation/history.ts';
import { Page } from '../../ui/Page.tsx';

/** Shown when the role was removed while the app was open, or was never given. */
export function NoAccess() {
  const t = useText();
  return (
    <Page className="admin-closed">
      <div className="empty" role="alert">
        <span className="tile admin-seal">
          <Icon icon={Shield} size={28} />
        </span>
        <h1 className="h2">{t('noAccess.title')}</h1>
        <p>{t('noAccess.text')}</p>
        <Button kind="soft" onClick={() => void replace('/')}>
          {t('actions.toHome')}
        </Button>
      </div>
    </Page>
  );
}
