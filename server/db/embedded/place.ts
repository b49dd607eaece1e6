import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';

/** Where one server's programs, data and log lie, and whom they run as. */
export interface Place {
  /** Holds `cluster/` and `postgres.log`: the data folder itself, or its stand-in elsewhere. */
  home: string;
  binaries: Binaries;
  account: Account | undefined;
}
