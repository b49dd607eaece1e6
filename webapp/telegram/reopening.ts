import { launchQuery } from './launch.ts';
import { isLaunchQuery, queryOf } from './launchParams.ts';

/**
 * A client that opens another link to the app while it is open may only change the part of the address
 * after `#`, which loads nothing: begins anew with what the link says.
 */
export function watchReopening(): void {
  window.addEventListener('hashchange', () => {
    const query = queryOf(location.href);
    if (isLaunchQuery(query) && query !== launchQuery()) {
      location.reload();
    }
  });
}
