/** Audit entries of changes that nobody made in the app. */
export { recordConfiguredRole } from './configuredRoles.ts';
