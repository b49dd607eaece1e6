import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** Where the programs, data and log of one server are, and which account they run as. */
export interface Place {
  /** Holds `cluster/` and `postgres.log`: the data folder itself, or its substitute elsewhere. */
  home: string;
  binaries: Binaries;
  account: Account | undefined;
}
