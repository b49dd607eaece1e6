/**
 * The on-screen keyboard. While a text field has it, `data-keyboard` is set on the root (the tab
 * bar hides) and `--kb` holds how many pixels the keyboard covers where it does not resize the page. Pressed
 * buttons keep their place, and the line with the caret stays visible.
 */
export function watchKeyboard(root: HTMLElement): void {
  const touch = window.matchMedia('(pointer: coarse)');
  document.addEventListener('focusin', (event) => {
    if (touch.matches && isTextField(event.target)) {
      root.dataset.keyboard = '';
      // The keyboard and the height of the page are animated: checked again on the way.
      for (const pause of [100, 400]) {
        setTimeout(scrollCaretIntoView, pause);
      }
    }
  });
  document.addEventListener('focusout', ({ relatedTarget }) => {
    if (!isTextField(relatedTarget)) {
      delete root.dataset.keyboard;
    }
  });
  document.addEventListener('input', scrollCaretIntoView);
  holdStillUnderFinger(root);
  const visual = window.visualViewport;
  const measure = () => {
    const covered = visual ? window.innerHeight - visual.height - visual.offsetTop : 0;
    root.style.setProperty('--kb', `${Math.max(0, Math.round(covered))}px`);
    scrollCaretIntoView();
  };
  visual?.addEventListener('resize', measure);
  visual?.addEventListener('scroll', measure);
}

/** Controls whose press must not move the focus; text fields and labels keep the default behaviour. */
const PRESSED = 'button, a, [role="button"], [role="radio"], [role="tab"], [role="switch"]';

/**
 * A press on a button would blur the field and close the keyboard, and the button would move before the
 * press ends. So the field keeps the focus until the click.
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
    // A button beside the field, such as the one that clears it, keeps the focus there.
    if (pressed && !pressed.parentElement?.contains(field)) {
      field.blur();
    }
  });
}

/** Room between the line and what covers the page, px. */
const MARGIN_PX = 12;

/** Scrolls the page, or the sheet, until the line with the caret is between its upper and lower bars. */
function scrollCaretIntoView(): void {
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

/** The height of the bar above the keyboard, which covers the end of the page. */
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
