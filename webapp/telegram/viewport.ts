import { call, isRecord, on } from './host.ts';

/** These clients report a size that is not the size of the page. */
const ownSize = new Set(['macos', 'tdesktop', 'unigram', 'weba', 'webk', 'web']);
/** A smaller height means that the app is being opened or minimised. */
const MIN_HEIGHT_PX = 100;

const edges = ['top', 'bottom', 'left', 'right'] as const;

/**
 * Writes the height of the page and the insets as CSS variables whenever the client sends them. It may send
 * only some of them, late, or none: until then the browser's height and CSS's own insets apply.
 */
export function followViewport(root: HTMLElement, platform: string): void {
  const set = (name: string, pixels: number) =>
    root.style.setProperty(`--tg-viewport-${name}`, `${pixels}px`);
  let isTold = false;

  const measure = () => {
    if (isTold) {
      return;
    }
    set('height', window.innerHeight);
    if (root.dataset.keyboard === undefined) {
      set('stable-height', window.innerHeight);
    }
  };
  window.addEventListener('resize', measure);
  measure();

  on('viewport_changed', (data) => {
    const height = isRecord(data) ? data.height : null;
    if (ownSize.has(platform) || !isLength(height) || height < MIN_HEIGHT_PX) {
      return;
    }
    isTold = true;
    set('height', height);
    if (isRecord(data) && data.is_state_stable !== false) {
      set('stable-height', height);
    }
  });
  for (const kind of ['safe_area', 'content_safe_area'] as const) {
    on(`${kind}_changed`, (data) => {
      for (const edge of edges) {
        const inset = isRecord(data) ? data[edge] : null;
        if (isLength(inset)) {
          set(`${kind.replace(/_/g, '-')}-inset-${edge}`, inset);
        }
      }
    });
  }
  call('web_app_request_viewport');
  call('web_app_request_safe_area');
  call('web_app_request_content_safe_area');
}

function isLength(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
