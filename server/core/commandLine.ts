/** Arguments of the operator's commands. */
import { type ParseArgsConfig, parseArgs } from 'node:util';

/** @returns null when they are not understood; then `print` has got the reason and the usage. */
export function readArguments<const Wanted extends ParseArgsConfig>(
  wanted: Wanted,
  usage: string,
  print: (line: string) => void,
): ReturnType<typeof parseArgs<Wanted>> | null {
  try {
    return parseArgs(wanted);
  } catch (error) {
    print((error as Error).message);
    print(usage);
    return null;
  }
}
