/** The processors of one machine, shared between the browser and the programs that are elsewhere in life. */
import { writeFile } from 'node:fs/promises';

/**
 * The strongest weight of a group of processes (`sched(7)`, "The autogroup feature"). Linux shares the processors
 * between sessions, whatever the niceness of their processes, and the browser is started in a session of its own.
 */
const FIRST = '-20';

/**
 * Lets the browser have a processor before the server, the database and the measuring program: a phone has its
 * processors to itself, and the time for which a task waits for one would count as the task's own. Only Linux has
 * such groups, and only its administrator may prefer one.
 *
 * @returns whether the browser is preferred
 */
export async function preferBrowser(pid: number | undefined): Promise<boolean> {
  try {
    await writeFile(`/proc/${pid}/autogroup`, FIRST);
    return true;
  } catch {
    return false;
  }
}
