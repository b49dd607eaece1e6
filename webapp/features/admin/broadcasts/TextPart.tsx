import { useId } from 'react';
import { MAX_CAPTION_LENGTH } from '../../../../shared/closedSets.ts';
import { type Language, languages } from '../../../../shared/language.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { cx } from '../../../ui/cx.ts';
import { Help } from '../../../ui/Field.tsx';
import { type Draft, maxLength } from './draft.ts';
import { useBroadcastText } from './texts.ts';

interface TextPartProps {
  draft: Draft;
  onChange: (part: Pick<Draft, 'text'>) => void;
}

/** The text in each language. */
export function TextPart({ draft, onChange }: TextPartProps) {
  const t = useBroadcastText();
  return (
    <>
      {languages.map((language) => (
        <TextInput
          key={language}
          language={language}
          value={draft.text[language]}
          max={maxLength(draft)}
          onChange={(text) => onChange({ text: { ...draft.text, [language]: text } })}
        />
      ))}
      <p className="cap t2 broadcast-plain">{t('plain')}</p>
    </>
  );
}

interface TextInputProps {
  language: Language;
  value: string;
  max: number;
  onChange: (text: string) => void;
}

function TextInput({ language, value, max, onChange }: TextInputProps) {
  const t = useBroadcastText();
  const f = useFormat();
  const id = useId();
  const { length } = value.trim();
  const isLong = length > max;
  const says = isLong ? (max === MAX_CAPTION_LENGTH ? 'tooLongPicture' : 'tooLong') : 'length';
  return (
    <div>
      <label className="label" htmlFor={id}>
        {t(`text.${language}`)}
      </label>
      <div className={cx('field', isLong && 'err')}>
        <textarea
          id={id}
          rows={3}
          lang={language}
          dir="auto"
          value={value}
          aria-invalid={isLong || undefined}
          onChange={({ target }) => onChange(target.value)}
        />
      </div>
      <Help
        state={isLong ? 'error' : 'plain'}
        text={t(says, { length: f.number(length), max: f.number(max) })}
      />
    </div>
  );
}
