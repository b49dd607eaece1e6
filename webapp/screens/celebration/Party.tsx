import { type ReactNode, useEffect, useRef } from 'react';
import { SecondaryAction } from '../../components/BottomActions.tsx';
import { useFocusReturn } from '../../components/Sheet.tsx';
import '../../components/sheet.css';
import { useSheetPlace } from '../../components/sheetPlace.ts';
import { useText } from '../../strings/useText.ts';
import { useMainButton } from '../../telegram/bottomButtons.ts';
import { notify } from '../../telegram/haptics.ts';

interface PartyProps {
  stage: ReactNode;
  title: string;
  children?: ReactNode;
  action: { text: string; onClick: () => void };
}

/** The full screen: stage above, words below, native buttons under it. */
export function Party({ stage, title, children, action }: PartyProps) {
  const t = useText();
  const { close, leaving, covered } = useSheetPlace();
  const panel = useRef<HTMLElement>(null);
  useFocusReturn(panel);
  useMainButton(action);
  useEffect(() => notify('success'), []);
  return (
    <section
      ref={panel}
      className="party"
      role="dialog"
      aria-modal="true"
      aria-label={title}
      tabIndex={-1}
      inert={leaving || covered}
      hidden={leaving}
    >
      <div className="party-stage">{stage}</div>
      {children}
      <div className="acts">
        <SecondaryAction text={t('actions.done')} onClick={close} />
      </div>
    </section>
  );
}
