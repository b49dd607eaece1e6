/** The paths of the app's screens; `:` stands for one part. The server answers 404 to any other. */
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
export type AppRoute = (typeof appRoutes)[number];

const patterns = appRoutes.map(
  (route) => new RegExp(`^${route === '/' ? '/' : route.replace(/:\w+/g, '[\\w-]+')}/?$`),
);

/** The route of a path; undefined for one that the app does not have. */
export function appRouteOf(path: string): AppRoute | undefined {
  return appRoutes.find((_, i) => patterns[i]?.test(path));
}
