/** The part of the environment that belongs to one provider; it lives in the provider's folder. */
import { z } from 'zod';
import type { BotConfig } from './bots.ts';

/** What providers may know of the rest of the configuration. */
export interface CommonConfig {
  environment: 'development' | 'test' | 'production';
  bots: readonly BotConfig[];
  publicUrl: string | null;
}

export interface ProviderConfig<Settings> {
  /** The names of its variables. */
  readonly names: readonly string[];
  /** The names of variables whose values must never be written anywhere. */
  readonly secrets: readonly string[];
  /** Further forms in which a secret appears. Never throws. */
  readonly otherSecrets: (given: (name: string) => string) => string[];
  /**
   * Checks each variable by itself, then (by calling the result) what belongs together.
   * @param problems gets a line for each variable that is wrong; then the result is null.
   */
  parse(
    given: Record<string, string | undefined>,
    problems: string[],
  ): ((common: CommonConfig, problems: string[]) => Settings) | null;
}

export function providerConfig<Shape extends z.ZodRawShape, Settings>(part: {
  environment: Shape;
  secrets?: readonly (keyof Shape & string)[];
  otherSecrets?: (given: (name: keyof Shape & string) => string) => string[];
  /** @returns its settings; null when it is off. A half-configured provider is a problem. */
  read(env: z.output<z.ZodObject<Shape>>, common: CommonConfig, problems: string[]): Settings;
}): ProviderConfig<Settings> {
  const schema = z.object(part.environment);
  return {
    names: Object.keys(part.environment),
    secrets: part.secrets ?? [],
    otherSecrets: part.otherSecrets ?? (() => []),
    parse(given, problems) {
      const parsed = schema.safeParse(given);
      if (!parsed.success) {
        problems.push(...linesOf(parsed.error));
        return null;
      }
      return (common, more) => part.read(parsed.data, common, more);
    },
  };
}

/** Adds a line for each variable that is wrong. */
export function linesOf({ issues }: z.ZodError): string[] {
  return issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

/** For a provider that needs no settings of its own. */
export const noConfig = providerConfig({ environment: {}, read: () => null });
