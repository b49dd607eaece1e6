import { contactUrl } from '../api/useBotUsername.ts';
import { useText } from '../i18n/useText.ts';
import { Button } from './Button.tsx';

/** The way to a human outside of the app; nothing where admins have named nobody. */
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
