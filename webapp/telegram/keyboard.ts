/**
 * The on-screen keyboard. While a text field has it, `data-keyboard` is set on the root (the tab
 * bar hides) and `--kb` holds how many pixels the keyboard covers where it does not resize the page. Pressed
 * buttons keep their place, and the line with the caret stays visible.
 */
export function watchKeyboard(root: HTMLElement): void {
  const touch = window.matchMedia('(pointer: coarse)');
  const open = (target: EventTarget | null) => {
    if (touch.matches && isTextField(target)) {
      root.dataset.keyboard = '';
      // The keyboard and the height of the page are animated: checked again on the way.
      for (const pause of [100, 400]) {
        setTimeout(() => scrollIntoView('field'), pause);
      }
    }
  };
  document.addEventListener('focusin', ({ target }) => open(target));
  // A field may have been tapped before this file has come.
  open(document.activeElement);
  document.addEventListener('focusout', ({ relatedTarget }) => {
    if (!isTextField(relatedTarget)) {
      delete root.dataset.keyboard;
    }
  });
  document.addEventListener('input', () => scrollIntoView('line'));
  holdStillUnderFinger(root);
  const visual = window.visualViewport;
  const measure = (part: Part) => {
    const covered = visual ? window.innerHeight - visual.height - visual.offsetTop : 0;
    root.style.setProperty('--kb', `${Math.max(0, Math.round(covered))}px`);
    scrollIntoView(part);
  };
  visual?.addEventListener('resize', () => measure('field'));
  visual?.addEventListener('scroll', () => measure('line'));
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

/** Room between the text and what covers the page, px. */
const MARGIN_PX = 12;

/** What is drawn around a field. */
const FRAME = '.field, .prompt';

/** The caret's line, or with it as much of its field as there is room for. */
type Part = 'line' | 'field';

interface Span {
  top: number;
  bottom: number;
}

/** Scrolls the page, or the sheet, until the part is between its upper and lower bars. */
function scrollIntoView(part: Part): void {
  const field = document.activeElement;
  if (document.documentElement.dataset.keyboard === undefined || !isTextField(field)) {
    return;
  }
  const sheet = field.closest<HTMLElement>('.sheet-b');
  const visual = window.visualViewport;
  const shown = sheet?.getBoundingClientRect() ?? {
    top: visual?.offsetTop ?? 0,
    bottom: (visual?.offsetTop ?? 0) + (visual?.height ?? window.innerHeight) - barHeight(),
  };
  const room = { top: shown.top + MARGIN_PX, bottom: shown.bottom - MARGIN_PX };
  const line = lineOf(field);
  const { top, bottom } = part === 'line' ? line : around(line, field, room.bottom - room.top);
  const by = bottom > room.bottom ? bottom - room.bottom : Math.min(0, top - room.top);
  if (by !== 0) {
    (sheet ?? window).scrollBy({ top: by, behavior: 'instant' });
  }
}

/** The part of the field that is `height` high, or all of it: what follows the line, then what precedes it. */
function around(line: Span, field: Element, height: number): Span {
  const box = (field.closest(FRAME) ?? field).getBoundingClientRect();
  const bottom = Math.max(line.bottom, Math.min(box.bottom, line.top + height));
  return { top: Math.min(line.top, Math.max(box.top, bottom - height)), bottom };
}

/** The height of the bar above the keyboard, which covers the end of the page. */
function barHeight(): number {
  const height = getComputedStyle(document.documentElement).getPropertyValue('--actbar-h');
  return Number.parseFloat(height) || 0;
}

/** Where the caret's line is: the field itself, or within a long text the text up to the caret. */
function lineOf(field: HTMLInputElement | HTMLTextAreaElement): Span {
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
