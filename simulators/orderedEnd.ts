/** The scenario that a prompt chooses with a word such as `sim:refused`; else success. */
export function orderedEnd<Scenario extends string>(
  prompt: string,
  scenarios: readonly Scenario[],
): Scenario | 'success' {
  const named = /(?:^|\s)sim:(\w+)/.exec(prompt)?.[1];
  return scenarios.find((scenario) => scenario === named) ?? 'success';
}
