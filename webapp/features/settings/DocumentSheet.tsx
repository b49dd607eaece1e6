import { useText } from '../../i18n/useText.ts';
import { Sheet } from '../../ui/Sheet.tsx';

export type DocumentName = 'terms' | 'privacy' | 'coins';

const parts = ['one', 'two', 'three', 'four', 'five'] as const;

/** Terms, personal data, and how coins work, in short plain words. */
export function DocumentSheet({ name }: { name: DocumentName }) {
  const t = useText('settings');
  return (
    <Sheet title={t(`documents.${name}.title`)} surface>
      <div className="document">
        {parts.map((part) => (
          <section key={part}>
            <h3 className="h3">{t(`documents.${name}.${part}.title`)}</h3>
            <p>{t(`documents.${name}.${part}.text`)}</p>
          </section>
        ))}
      </div>
    </Sheet>
  );
}
