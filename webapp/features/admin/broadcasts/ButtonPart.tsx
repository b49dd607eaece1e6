import { broadcastPaths, MAX_BUTTON_LENGTH } from '../../../../shared/closedSets.ts';
import { languages } from '../../../../shared/language.ts';
import { SwitchRow } from '../../../ui/Choice.tsx';
import { Field } from '../../../ui/Field.tsx';
import { Rows } from '../../../ui/Row.tsx';
import type { Draft } from './draft.ts';
import { Select } from './Select.tsx';
import { broadcastTexts, useBroadcastText } from './texts.ts';

interface ButtonPartProps {
  button: Draft['button'];
  onChange: (button: Draft['button']) => void;
}

/** The button under the message, which opens a screen of the app. */
export function ButtonPart({ button, onChange }: ButtonPartProps) {
  const t = useBroadcastText();
  const fresh = { path: '/', label: broadcastTexts.en.button.fresh } as const;
  return (
    <div className="stack">
      <Rows>
        <SwitchRow
          title={t('button.title')}
          on={button !== null}
          onChange={(on) => onChange(on ? fresh : null)}
        />
      </Rows>
      {button && (
        <>
          <Select
            label={t('button.path')}
            value={button.path}
            items={broadcastPaths.map((path) => ({ value: path, label: t(`paths.${path}`) }))}
            onChange={(path) => onChange({ ...button, path })}
          />
          {languages.map((language) => (
            <Field
              key={language}
              label={t(`button.label.${language}`)}
              showLabel
              maxLength={MAX_BUTTON_LENGTH}
              value={button.label[language]}
              onChange={(text) =>
                onChange({ ...button, label: { ...button.label, [language]: text } })
              }
            />
          ))}
        </>
      )}
    </div>
  );
}
