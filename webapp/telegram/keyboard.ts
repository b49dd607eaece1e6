/**
 * While a text field has the on-screen keyboard, `data-keyboard` stands on the root (the tab bar
 * hides) and `--kb` holds how many pixels the keyboard covers where it does not resize the page.
 */
export function watchKeyboard(root: HTMLElement): void {
  const touch = window.matchMedia('(pointer: coarse)');
  document.addEventListener('focusin', (event) => {
    if (touch.matches && isTextField(event.target)) {
      root.dataset.keyboard = '';
    }
  });
  document.addEventListener('focusout', () => {
    delete root.dataset.keyboard;
  });
  const visual = window.visualViewport;
  const measure = () => {
    const covered = visual ? window.innerHeight - visual.height - visual.offsetTop : 0;
    root.style.setProperty('--kb', `${Math.max(0, Math.round(covered))}px`);
  };
  visual?.addEventListener('resize', measure);
  visual?.addEventListener('scroll', measure);
}

function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement) {
    return true;
  }
  const typed = ['text', 'search', 'number', 'tel', 'email', 'url', 'password'];
  return target instanceof HTMLInputElement && typed.includes(target.type);
}
