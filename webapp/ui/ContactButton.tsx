import { contactUrl } from '../api/useBotUsername.ts';
import { useText } from '../i18n/useText.ts';
import { Button } from './Button.tsx';

/** Opens a chat with a human outside of the app; nothing when admins have set no contact. */
export function ContactButton({ contact }: { contact: string | null }) {
  const t = useText();
  return (
    contact && (
      <Button
        kind="gray"
        onClick={async () => {
          const { openInTelegram } = await import('../telegram/links.ts');
          openInTelegram(contactUrl(contact));
        }}
      >
        {t('actions.supportOutside')}
      </Button>
    )
  );
}
