import { useEffect, useRef } from 'react';
import type { CatalogOutput } from '../../../shared/schemas/generation.ts';
import { useText } from '../../i18n/useText.ts';
import { useClosingConfirmation } from '../../telegram/behaviour.ts';
import { InTurn } from '../../ui/InTurn.tsx';
import { Note } from '../../ui/Note.tsx';
import { useTabReset } from '../../ui/navigation/tabs.ts';
import { CreateBar } from './CreateBar.tsx';
import { FormatRow } from './FormatRow.tsx';
import { ModelRow } from './ModelRow.tsx';
import { CountRow, MoreSettings } from './MoreSettings.tsx';
import { OperationRow } from './OperationRow.tsx';
import { PictureSlots } from './PictureSlots.tsx';
import { PromptPart } from './PromptPart.tsx';
import { changeStudio, useStudio } from './studio.ts';
import { useCreate } from './useCreate.ts';
import { useOffer } from './useOffer.ts';

/** The form: the choices depend on the operation, the price on all choices. */
export function Studio({ catalog }: { catalog: CatalogOutput }) {
  const t = useText('create');
  const studio = useStudio();
  const offer = useOffer(catalog, studio);
  const creating = useCreate();
  useClosingConfirmation(isUploading(studio));
  useTabReset(() => changeStudio({ operation: 'create' }));
  if (!offer) {
    return null;
  }
  const { operation } = offer;
  const change: typeof changeStudio = (patch) => {
    creating.forget();
    changeStudio(patch);
  };
  return (
    <InTurn rest={null}>
      <OperationRow
        operations={catalog.operations}
        value={operation.code}
        onChange={(code) => change({ operation: code, refused: null })}
      />
      {catalog.paused && (
        <div className="pad">
          <Note>{t('paused')}</Note>
        </div>
      )}
      {operation.minInputs > 0 && <PictureSlots operation={operation} studio={studio} />}
      <ModelRow
        operation={operation}
        value={offer.model?.code ?? null}
        onChange={(code) => change({ models: { ...studio.models, [operation.code]: code } })}
      />
      <PromptPart
        operation={operation}
        studio={studio}
        presets={catalog.presets}
        max={catalog.promptMax}
        improves={catalog.improvesPrompts}
        change={change}
      />
      <FormatRow operation={operation} model={offer.model} studio={studio} change={change} />
      <CountRow model={offer.model} studio={studio} change={change} />
      {operation.minInputs === 0 && <PictureSlots operation={operation} studio={studio} />}
      <MoreSettings model={offer.model} studio={studio} change={change} />
      {creating.trouble !== null && <Trouble text={creating.trouble} />}
      <CreateBar offer={offer} studio={studio} paused={catalog.paused} creating={creating} />
    </InTurn>
  );
}

function isUploading({ inputs }: ReturnType<typeof useStudio>): boolean {
  return Object.values(inputs).some(({ slots }) =>
    slots.some(({ state }) => state === 'uploading'),
  );
}

/** An error message that scrolls into view: the bar with the button covers the end of the page. */
function Trouble({ text }: { text: string }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown again with every new text
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'center' });
  }, [text]);
  return (
    <div ref={box} className="pad trouble">
      <Note kind="bad">{text}</Note>
    </div>
  );
}
