type Child = Node | string | false | null | undefined;
type Listeners = {
  [E in keyof HTMLElementEventMap as `on${E}`]?: (event: HTMLElementEventMap[E]) => void;
};
type Attributes = Record<string, string | number | boolean | undefined>;

/** Makes an element: `h('button', { class: 'x', onclick: go }, 'Go')`. False attributes are left out. */
export function h<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  properties: (Attributes | Record<string, unknown>) & Listeners = {},
  ...children: Child[]
): HTMLElementTagNameMap[T] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name.slice(2), value as EventListener);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : String(value));
    }
  }
  element.append(...children.filter((c): c is Node | string => Boolean(c)));
  return element;
}

const ICONS = {
  close: 'M6 6l12 12M18 6L6 18',
  back: 'M15 5l-7 7 7 7',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  moreVertical: 'M12 6v.01M12 12v.01M12 18v.01',
  minimise: 'M6 9l6 6 6-6',
  star: 'M12 3l2.8 5.8 6.3.9-4.6 4.4 1.1 6.3L12 17.4l-5.6 3 1.1-6.3L2.9 9.7l6.3-.9Z',
  reload: 'M20 12a8 8 0 1 1-2.3-5.6M20 4v4h-4',
  send: 'M4 12l16-8-6 16-3-7Z',
} as const;
export type IconName = keyof typeof ICONS;

/** An icon; its control has the accessible name. */
export function icon(name: IconName, size = 20): SVGSVGElement {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  const look = {
    viewBox: '0 0 24 24',
    width: size,
    height: size,
    fill: name === 'star' ? 'currentColor' : 'none',
    stroke: 'currentColor',
    'stroke-width': name.startsWith('more') ? 3 : 2,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
    'aria-hidden': 'true',
  };
  for (const [key, value] of Object.entries(look)) svg.setAttribute(key, String(value));
  svg.append(path);
  return svg;
}
