import Smartphone from 'lucide-react/icons/smartphone';
import { useText } from '../../i18n/useText.ts';
import { useHomeScreen } from '../../telegram/homeScreen.ts';
import { Row } from '../../ui/Row.tsx';
import { Tile } from '../../ui/Tile.tsx';
import { Group } from './Group.tsx';

/** What concerns the app on this device; nothing where the client has nothing to offer. */
export function AppGroup() {
  const t = useText('settings');
  const { offered, add } = useHomeScreen();
  if (!offered) {
    return null;
  }
  return (
    <Group title={t('app')}>
      <Row start={<Tile icon={Smartphone} kind="act" />} title={t('homeScreen')} onClick={add} />
    </Group>
  );
}
