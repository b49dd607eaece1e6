import type { Language } from '../../../../shared/language.ts';
import type { BroadcastDetails } from '../../../../shared/schemas/broadcasts.ts';
import { useBroadcastText } from './texts.ts';

interface MessagePreviewProps {
  message: Pick<BroadcastDetails, 'text' | 'picture' | 'button'>;
  language: Language;
}

/** Approximately as it looks in the chat. */
export function MessagePreview({ message, language }: MessagePreviewProps) {
  const t = useBroadcastText();
  const { text, picture, button } = message;
  return (
    <div className="broadcast-message">
      {picture && <img className="broadcast-picture" src={picture.url} alt={t('picture.alt')} />}
      <p lang={language} dir="auto">
        {text[language]}
      </p>
      {button && (
        <span className="broadcast-button">
          {button.label[language]} · {t(`paths.${button.path}`)}
        </span>
      )}
    </div>
  );
}
