/** What went wrong, one line per variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `The configuration is not complete:\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

/** All of `names` or none: returns null when none is set, and complains when only some are. */
export function allOrNone<
  Environment extends object,
  const Name extends keyof Environment & string,
>(
  env: Environment,
  names: readonly Name[],
  wanted: boolean,
  because: string,
  problems: string[],
): { [Key in Name]: NonNullable<Environment[Key]> } | null {
  const missing = names.filter((name) => env[name] === undefined);
  if (wanted) {
    problems.push(...missing.map((name) => `${name}: is missing, because ${because}`));
  }
  return wanted && missing.length === 0
    ? (env as unknown as { [Key in Name]: NonNullable<Environment[Key]> })
    : null;
}
