/** What the audit log keeps of what nobody did in the app. */
export { recordConfiguredRole } from './configuredRoles.ts';
