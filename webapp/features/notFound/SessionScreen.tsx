import Ban from 'lucide-react/icons/ban';
import KeyRound from 'lucide-react/icons/key-round';
import UserRoundX from 'lucide-react/icons/user-round-x';
import { useEffect } from 'react';
import type { SessionState } from '../../api/session.ts';
import { useSupportContact, useSupportUrl } from '../../api/useBotUsername.ts';
import { readDraft } from '../../domain/media/draft.ts';
import { useOwnText, useText } from '../../i18n/useText.ts';
import { closeApp } from '../../telegram/activity.ts';
import { setBackButton } from '../../telegram/backButton.ts';
import { useMainButton } from '../../telegram/bottomButtons.ts';
import { launch } from '../../telegram/launch.ts';
import { openInTelegram } from '../../telegram/links.ts';
import { Button } from '../../ui/Button.tsx';
import { ContactButton } from '../../ui/ContactButton.tsx';
import { FullPageState } from '../../ui/FullPageState.tsx';
import { Page } from '../../ui/Page.tsx';

/** The session has ended: an expired sign-in, a paused account, or a deleted one. */
export function SessionScreen({ state }: { state: Exclude<SessionState, 'open'> }) {
  useEffect(() => setBackButton(false, () => undefined), []);
  return (
    <Page>{state === 'paused' ? <Paused /> : state === 'deleted' ? <Deleted /> : <Expired />}</Page>
  );
}

function Expired() {
  const t = useText();
  const draft = readDraft();
  useMainButton({ text: t('expired.action'), onClick: closeApp });
  return (
    <FullPageState
      icon={KeyRound}
      title={t('expired.title')}
      text={t('expired.text')}
      small={draft ? t('expired.draft', { text: shorten(draft) }) : undefined}
    />
  );
}

function Paused() {
  const t = useText();
  const support = useSupportUrl();
  const contact = useSupportContact();
  return (
    <FullPageState
      icon={Ban}
      title={t('paused.title')}
      text={t('paused.text')}
      small={t('paused.id', { id: launch()?.user?.id ?? '' })}
    >
      {support && <Button onClick={() => openInTelegram(support)}>{t('actions.support')}</Button>}
      <ContactButton contact={contact} />
    </FullPageState>
  );
}

const deleted = {
  en: {
    title: 'The account is deleted',
    text: 'Your data are erased. You can close the app; /start to the bot begins again.',
  },
  ru: {
    title: 'Аккаунт удалён',
    text: 'Ваши данные стёрты. Приложение можно закрыть; команда /start боту начнёт всё заново.',
  },
};

function Deleted() {
  const t = useText();
  const own = useOwnText(deleted);
  useMainButton({ text: t('actions.close'), onClick: closeApp });
  return <FullPageState icon={UserRoundX} title={own('title')} text={own('text')} />;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 38).trimEnd()}…` : text;
}
