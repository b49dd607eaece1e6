import { useRef } from 'react';
import { Button } from './Button.tsx';
import { useDialog } from './dialogs.ts';
import { useFocusReturn } from './useFocusReturn.ts';

/** The app's own dialog, for clients without popups. */
export function DialogHost() {
  const dialog = useDialog();
  return dialog && <DialogView key={dialog.title} {...dialog} />;
}

function DialogView({
  title,
  message,
  buttons,
  answer,
}: NonNullable<ReturnType<typeof useDialog>>) {
  const panel = useRef<HTMLDivElement>(null);
  useFocusReturn(panel);
  return (
    <div className="dialog">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Escape does the same */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same */}
      <div className="scrim" onClick={() => answer(null)} />
      <div
        ref={panel}
        className="card"
        role="alertdialog"
        aria-modal="true"
        aria-label={title}
        tabIndex={-1}
        onKeyDown={(event) => event.key === 'Escape' && answer(null)}
      >
        <h2>{title}</h2>
        <p>{message}</p>
        <div className="acts">
          {buttons.map((button) => (
            <Button
              key={button.id}
              kind="plain"
              className={button.destructive ? 'danger' : ''}
              onClick={() => answer(button.id)}
            >
              {button.text}
            </Button>
          ))}
        </div>
      </div>
    </div>
  );
}
