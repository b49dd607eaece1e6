/** Every component in its states; served by `vite` only, no part of the production build. */
import '../ui/styles/tokens.css';
import '../ui/styles/base.css';
import '../ui/styles/layout.css';
import './showcase.css';
import { createRoot } from 'react-dom/client';
import { changeLanguage } from '../i18n/index.ts';
import { languageFor } from '../i18n/language.ts';
import { applyPalette } from '../telegram/theme.ts';
import { Basics } from './Basics.tsx';
import { Things } from './Elements.tsx';
import { Pages } from './Pages.tsx';
import { palettes } from './palettes.ts';

const query = new URLSearchParams(location.search);
const language = languageFor(query.get('lang'));
const palette =
  Object.entries(palettes).find(([name]) => name === query.get('theme'))?.[1] ?? palettes.iosDay;

function Both() {
  return (
    <div className="both">
      <iframe title="English, light" src="?lang=en&theme=iosDay" />
      <iframe title="Русский, тёмная" src="?lang=ru&theme=androidNight" />
    </div>
  );
}

const element = document.getElementById('root');
if (element) {
  await changeLanguage(language);
  applyPalette(document.documentElement, palette);
  createRoot(element).render(
    query.has('lang') ? (
      <div className="board">
        <Basics />
        <Things />
        <Pages />
      </div>
    ) : (
      <Both />
    ),
  );
}
