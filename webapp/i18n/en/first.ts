import { common } from './common.ts';
import { home } from './home.ts';
import { welcome } from './welcome.ts';

export { errors } from './errors.ts';

/** The texts of Home, the welcome and errors: the app starts with these. */
export const strings = { common, home, welcome };
