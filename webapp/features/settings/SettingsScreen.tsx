import { version } from '../../../package.json';
import { useMe } from '../../api/useMe.ts';
import { fullName } from '../../domain/account/fullName.ts';
import { useText } from '../../i18n/useText.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Page } from '../../ui/Page.tsx';
import { Row, Rows } from '../../ui/Row.tsx';
import { RowsSkeleton } from '../../ui/Skeleton.tsx';
import { AppGroup } from './AppGroup.tsx';
import { AccountGroup } from './account/AccountGroup.tsx';
import { HelpGroup } from './HelpGroup.tsx';
import { LookGroup } from './LookGroup.tsx';
import { MessagesGroup } from './MessagesGroup.tsx';
import './settings.css';

/** A short list; values are seen without opening. */
export function SettingsScreen() {
  const t = useText('settings');
  const me = useMe();
  if (!me) {
    return (
      <Page title={t('title')}>
        <div className="pad">
          <RowsSkeleton rows={6} />
        </div>
      </Page>
    );
  }
  const name = fullName(me);
  const id = t('id', { id: me.telegramId });
  return (
    <Page title={t('title')}>
      <div className="pad">
        <Rows>
          <Row
            className="person"
            start={<Avatar name={name} photoUrl={me.photoUrl} size={48} />}
            title={name}
            note={me.username ? `@${me.username} · ${id}` : id}
          />
        </Rows>
      </div>
      <LookGroup me={me} />
      <MessagesGroup me={me} />
      <HelpGroup />
      <AppGroup />
      <AccountGroup />
      <p className="cap t2 center num version">{t('version', { version })}</p>
    </Page>
  );
}
