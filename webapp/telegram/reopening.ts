import { launchQuery } from './launch.ts';
import { isLaunchQuery, queryOf } from './launchParams.ts';

/**
 * A client that opens another link to the app while it is open may change only the part of the address
 * after `#`, which loads nothing: reloads the page with the new parameters, also with those that came
 * before this was called.
 */
export function watchReopening(): void {
  const follow = () => {
    const query = queryOf(location.href);
    if (isLaunchQuery(query) && query !== launchQuery()) {
      location.reload();
    }
  };
  window.addEventListener('hashchange', follow);
  follow();
}
