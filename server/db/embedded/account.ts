import { execFile } from 'node:child_process';
import { lstat, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The operating-system user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root runs it as another user: the one that already owns the data,
 * else `postgres`, which is created when the system lacks it, else `nobody`. Undefined = run as ourselves
 * (any user but root, and Windows).
 * @param dataFolder an existing cluster, or one to be created.
 */
export async function postgresAccount(dataFolder: string): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) {
    return undefined;
  }
  const owner = await lstat(dataFolder).catch(() => undefined);
  if (owner !== undefined && owner.uid !== 0) {
    return { uid: owner.uid, gid: owner.gid };
  }
  const found = (await lookUp('postgres')) ?? (await createAccount()) ?? (await lookUp('nobody'));
  if (found === undefined) {
    throw new Error(
      'PostgreSQL refuses to run as root and no other user could be found or created: ' +
        'run the command as an ordinary user, or create a user named postgres',
    );
  }
  return found;
}

/** Whether the account may pass through every folder down to `folder` (always, for ourselves). */
export async function canEnter(folder: string, account: Account | undefined): Promise<boolean> {
  if (account === undefined) {
    return true;
  }
  const { mode, uid, gid } = await stat(folder);
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  const parent = dirname(folder);
  return ((mode >> shift) & 1) === 1 && (parent === folder || (await canEnter(parent, account)));
}

async function lookUp(name: string): Promise<Account | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/** `useradd` on most systems, BusyBox's `adduser` on the small ones; both may be missing. */
async function createAccount(): Promise<Account | undefined> {
  const quiet = () => undefined;
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(() =>
    run('adduser', ['-S', '-D', '-H', 'postgres']).catch(quiet),
  );
  return lookUp('postgres');
}
