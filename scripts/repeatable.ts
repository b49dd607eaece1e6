/** Which test files of a run may be run again; as a reporter of Vitest, writes what failed into $FAILURES_FILE. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** How a run of the tests failed. */
export interface Failures {
  /** Test files, relative to the project's root, with slashes. */
  files: string[];
  /** Errors outside any test. */
  errors: number;
}

/** More failed files are unlikely to be chance. */
const MAX_REPEATED_FILES = 4;

/**
 * Browser tests may fail by chance on a busy machine. A test cannot be repeated in the database that it has
 * changed, so the whole file is repeated, in a fresh one. All other tests must pass at the first attempt.
 * @returns the failed files to run once more; null when the run has failed for good.
 */
export function filesToRepeat({ files, errors }: Failures): string[] | null {
  const canRepeat =
    errors === 0 &&
    files.length > 0 &&
    files.length <= MAX_REPEATED_FILES &&
    files.every((file) => file.startsWith('e2e/'));
  return canRepeat ? files : null;
}

export default class FailureReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const files = modules
      .filter((module) => !module.ok())
      .map(({ moduleId }) => relative(process.cwd(), moduleId).replaceAll('\\', '/'));
    const failures: Failures = { files, errors: errors.length };
    writeFileSync(process.env.FAILURES_FILE ?? '', JSON.stringify(failures));
  }
}
