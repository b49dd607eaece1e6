/**
 * The on-screen keyboard. While a text field has it, `data-keyboard` stands on the root (the tab bar
 * hides) and `--kb` holds how many pixels the keyboard covers where it does not resize the page. Nothing
 * moves under a finger, and the line that is being written stays in sight.
 */
export function watchKeyboard(root: HTMLElement): void {
  const touch = window.matchMedia('(pointer: coarse)');
  document.addEventListener('focusin', (event) => {
    if (touch.matches && isTextField(event.target)) {
      root.dataset.keyboard = '';
      // The keyboard comes with an animation, and the page changes its height with it.
      for (const pause of [100, 400]) {
        setTimeout(keepLineInSight, pause);
      }
    }
  });
  document.addEventListener('focusout', ({ relatedTarget }) => {
    if (!isTextField(relatedTarget)) {
      delete root.dataset.keyboard;
    }
  });
  document.addEventListener('input', keepLineInSight);
  holdStillUnderFinger(root);
  const visual = window.visualViewport;
  const measure = () => {
    const covered = visual ? window.innerHeight - visual.height - visual.offsetTop : 0;
    root.style.setProperty('--kb', `${Math.max(0, Math.round(covered))}px`);
    keepLineInSight();
  };
  visual?.addEventListener('resize', measure);
  visual?.addEventListener('scroll', measure);
}

/** What a press acts on; text fields and labels keep their own way with the focus. */
const PRESSED = 'button, a, [role="button"], [role="radio"], [role="tab"], [role="switch"]';

/**
 * A press beside the field would take its focus, the keyboard would go, and the button would move away
 * from under the finger before the press ends. So the field keeps the focus until the click has come.
 */
function holdStillUnderFinger(root: HTMLElement): void {
  document.addEventListener('mousedown', (event) => {
    const pressed = event.target instanceof Element && event.target.closest(PRESSED);
    if (pressed && root.dataset.keyboard !== undefined) {
      event.preventDefault();
    }
  });
  document.addEventListener('click', ({ target }) => {
    const field = document.activeElement;
    if (root.dataset.keyboard === undefined || !(field instanceof HTMLElement)) {
      return;
    }
    const pressed = target instanceof Element ? target.closest(PRESSED) : null;
    // What the press did may have given the focus back, as clearing a field does.
    if (pressed && !pressed.parentElement?.contains(field)) {
      field.blur();
    }
  });
}

/** Room between the line and what covers the page, px. */
const MARGIN_PX = 12;

/** Scrolls the page, or the sheet, until the line with the caret is between its upper and lower bars. */
function keepLineInSight(): void {
  const field = document.activeElement;
  if (document.documentElement.dataset.keyboard === undefined || !isTextField(field)) {
    return;
  }
  const line = lineOf(field);
  const sheet = field.closest<HTMLElement>('.sheet-b');
  const visual = window.visualViewport;
  const shown = sheet?.getBoundingClientRect() ?? {
    top: visual?.offsetTop ?? 0,
    bottom: (visual?.offsetTop ?? 0) + (visual?.height ?? window.innerHeight) - barHeight(),
  };
  const below = line.bottom + MARGIN_PX - shown.bottom;
  const above = shown.top + MARGIN_PX - line.top;
  const by = below > 0 ? below : above > 0 ? -above : 0;
  if (by !== 0) {
    (sheet ?? window).scrollBy({ top: by, behavior: 'instant' });
  }
}

/** The bar that sticks above the keyboard covers the end of the page. */
function barHeight(): number {
  const height = getComputedStyle(document.documentElement).getPropertyValue('--actbar-h');
  return Number.parseFloat(height) || 0;
}

/** Where the caret's line is: the field itself, or within a long text the text up to the caret. */
function lineOf(field: HTMLInputElement | HTMLTextAreaElement): { top: number; bottom: number } {
  const { top, bottom } = field.getBoundingClientRect();
  if (field instanceof HTMLInputElement) {
    return { top, bottom };
  }
  const style = getComputedStyle(field);
  const copy = document.createElement('div');
  copy.textContent = `${field.value.slice(0, field.selectionEnd)}\u200b`;
  Object.assign(copy.style, {
    position: 'absolute',
    visibility: 'hidden',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'break-word',
    width: `${field.clientWidth}px`,
    padding: style.padding,
    font: style.font,
    letterSpacing: style.letterSpacing,
  });
  document.body.append(copy);
  const end = copy.offsetHeight - field.scrollTop;
  copy.remove();
  const height = Number.parseFloat(style.lineHeight) || 24;
  const lower = Math.min(top + end, bottom);
  return { top: lower - height, bottom: lower };
}

function isTextField(target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLTextAreaElement) {
    return true;
  }
  const typed = ['text', 'search', 'number', 'tel', 'email', 'url', 'password'];
  return target instanceof HTMLInputElement && typed.includes(target.type);
}
