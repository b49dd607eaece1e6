/**
 * The font of a phone. The app names the platform's own (SF, Roboto), which a server or a Linux desktop does
 * not have, so that lines would break at other places than on a phone. Roboto is added to the frame as if it
 * were installed.
 */
const RANGES = {
  latin: 'U+0000-00FF, U+2000-206F, U+2190-2193, U+2212, U+20AC, U+2122',
  cyrillic: 'U+0301, U+0400-045F, U+0490-0491, U+2116',
} as const;

const files = Object.entries(RANGES).map(([subset, unicodeRange]) => ({
  unicodeRange,
  bytes: fetch(`roboto-${subset}.woff2`).then((response) => response.arrayBuffer()),
}));

async function addFonts(view: Window & typeof globalThis): Promise<void> {
  for (const { unicodeRange, bytes } of files) {
    const font = new view.FontFace('Roboto', await bytes, { weight: '100 900', unicodeRange });
    view.document.fonts.add(font);
  }
}

/** Installs the fonts in every page that the frame opens. An app on another address goes without. */
export function installFonts(frame: HTMLIFrameElement): void {
  const install = () => {
    const view = frame.contentDocument?.defaultView;
    if (view) void addFonts(view);
  };
  frame.addEventListener('load', install);
}

void addFonts(window);
