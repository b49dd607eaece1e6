import { common } from './common.ts';
import { home } from './home.ts';
import { welcome } from './welcome.ts';

export { errors } from './errors.ts';

/** What Home, the welcome and anything that goes wrong say: the app starts with these. */
export const strings = { common, home, welcome };
