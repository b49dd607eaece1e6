import { MainAction } from '../../../ui/BottomActions.tsx';
import { Button } from '../../../ui/Button.tsx';
import { useSheetPlace } from '../../../ui/sheetPlace.ts';
import { useAdminText } from '../texts/useAdminText.ts';
import { useDesktop } from '../useDesktop.ts';

export interface SubmitProps {
  text: string;
  onClick: () => void;
  enabled: boolean;
  busy: boolean;
  danger?: boolean;
  /** The form stands in the page: one wide button. */
  inline?: boolean;
}

/** A form's action: Telegram's own button under a sheet, buttons inside a dialog. */
export function Submit({ text, onClick, enabled, busy, danger = false, inline }: SubmitProps) {
  const t = useAdminText();
  const desktop = useDesktop();
  const { close } = useSheetPlace();
  if (!desktop) {
    return (
      <MainAction text={text} onClick={onClick} enabled={enabled} progress={busy} danger={danger} />
    );
  }
  const action = (
    <Button
      wide={inline ?? false}
      className={danger ? 'admin-danger' : ''}
      disabled={!enabled}
      busy={busy}
      onClick={onClick}
    >
      {text}
    </Button>
  );
  if (inline) {
    return action;
  }
  return (
    <div className="btn-row admin-dialog-acts">
      <Button kind="gray" onClick={close}>
        {t('cancel')}
      </Button>
      {action}
    </div>
  );
}
