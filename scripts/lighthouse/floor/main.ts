/** React, the Mini App SDK and one heading: nothing with them can open sooner. */
import { init, retrieveRawInitData } from '@telegram-apps/sdk-react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

init();
const root = document.getElementById('root');
if (root) {
  const length = retrieveRawInitData()?.length ?? 0;
  createRoot(root).render(createElement('h1', null, `Signed in with ${length} characters`));
}
