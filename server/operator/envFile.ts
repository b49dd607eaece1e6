/** A `.env` file that is changed line by line, so that comments and order stay. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import { parseEnv } from 'node:util';

const OWNER_ONLY = 0o600;

export interface EnvFile {
  readonly path: string;
  get(name: string): string | undefined;
  set(name: string, value: string): void;
  values(): Record<string, string>;
  /** Writes the whole file or nothing, readable by its owner alone. */
  save(): Promise<void>;
}

/** Quoted where it has to be, so that what is read is what was written. */
function quoted(value: string): string {
  if (/^[\w@:/.,+=~%?&-]*$/.test(value)) {
    return value;
  }
  const quote = ["'", '"', '`'].find((mark) => !value.includes(mark));
  if (quote === undefined || /[\r\n]/.test(value)) {
    throw new RangeError(
      'a value with line ends or all three kinds of quotes has no place in .env',
    );
  }
  return `${quote}${value}${quote}`;
}

/** @param template the content of a new file, when there is none at `path`. */
export async function openEnvFile(path: string, template: string): Promise<EnvFile> {
  let text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') {
      throw error;
    }
    return readFile(template, 'utf8');
  });
  const values = () => parseEnv(text) as Record<string, string>;
  return {
    path,
    get: (name) => values()[name] || undefined,
    values,
    set(name, value) {
      const line = `${name}=${quoted(value)}`;
      const existing = new RegExp(`^\\s*${name}\\s*=.*$`, 'm');
      text = existing.test(text)
        ? text.replace(existing, () => line)
        : `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${line}\n`;
    },
    async save() {
      const draft = `${path}.${process.pid}`;
      await writeFile(draft, text, { mode: OWNER_ONLY });
      await rename(draft, path);
    },
  };
}
