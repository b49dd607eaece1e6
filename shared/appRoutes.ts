/** The addresses of the app's screens; `:` stands for one part. The server answers 404 to any other. */
export const appRoutes = [
  '/',
  '/welcome',
  '/create',
  '/job/:id',
  '/gallery',
  '/work/:id',
  '/wallet',
  '/wallet/payments',
  '/progress',
  '/progress/badges',
  '/progress/stats',
  '/progress/invite',
  '/events',
  '/settings',
  '/support',
  '/admin',
  '/admin/:section',
  '/admin/:section/:id',
] as const;

const patterns = appRoutes.map(
  (route) => new RegExp(`^${route === '/' ? '/' : route.replace(/:\w+/g, '[\\w-]+')}/?$`),
);

export function isAppRoute(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}
