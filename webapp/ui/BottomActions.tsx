import { type BottomButton, useMainButton, useSecondaryButton } from '../telegram/bottomButtons.ts';
import { Button } from './Button.tsx';

/** A MainButton; renders nothing in the page. */
export function MainAction(props: BottomButton) {
  useMainButton(props);
  return null;
}

/** A SecondaryButton; where the client has none (before 7.10), a plain button in the page. */
export function SecondaryAction(props: BottomButton) {
  const native = useSecondaryButton(props);
  if (native || props.visible === false) {
    return null;
  }
  return (
    <Button
      kind="plain"
      wide
      onClick={props.onClick}
      disabled={props.enabled === false}
      busy={props.progress ?? false}
    >
      {props.text}
    </Button>
  );
}
