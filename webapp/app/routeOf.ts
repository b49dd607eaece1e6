import { type Route, routes } from './routes.tsx';

/** The route of a path: plain segments, `:name` for one, and a trailing `/*?` for any rest. */
export function routeOf(path: string): Route | undefined {
  return routes.find((route) => matches(route.path, path));
}

function matches(pattern: string, path: string): boolean {
  const rest = pattern.endsWith('/*?');
  const wanted = (rest ? pattern.slice(0, -3) : pattern).split('/');
  const given = path.replace(/\/$/, '').split('/');
  const fits = wanted.every((part, i) =>
    part.startsWith(':') ? Boolean(given[i]) : part === (given[i] ?? ''),
  );
  return fits && (rest || given.length === wanted.length || path === pattern);
}
