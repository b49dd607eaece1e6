import { type ReactNode, useEffect, useRef } from 'react';
import { SecondaryAction } from '../../ui/BottomActions.tsx';
import { useFocusReturn } from '../../ui/useFocusReturn.ts';
import '../../ui/sheet.css';
import { useText } from '../../i18n/useText.ts';
import { useMainButton } from '../../telegram/bottomButtons.ts';
import { notify } from '../../telegram/haptics.ts';
import { useSheetPlace } from '../../ui/sheetPlace.ts';
import { celebrationDrawn } from './celebrations.ts';

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
  useEffect(() => {
    celebrationDrawn();
    notify('success');
  }, []);
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
