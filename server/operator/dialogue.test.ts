import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import { openDialogue } from './dialogue.ts';
import { SetupError } from './setup.ts';

const ERASE_LINE = '\x1b[1G\x1b[0J';

function openTerminal() {
  const keys = new PassThrough();
  const output = new PassThrough({ encoding: 'utf8' });
  let written = '';
  output.on('data', (text: string) => {
    written += text;
  });
  const dialogue = openDialogue(keys, output);
  return {
    /** Asks, and types when the terminal listens. */
    async answer(text: string, secret: boolean, typed: string): Promise<string> {
      const asked = dialogue.ask(text, { secret });
      keys.write(typed);
      return await asked;
    },
    /** What can be read on the terminal: a line that was erased counts from there. */
    screen: (): string =>
      written
        .split('\n')
        .map((line) => stripVTControlCharacters(line.split(ERASE_LINE).at(-1) ?? ''))
        .join('\n'),
  };
}

it('shows each question and what is typed, but no secret, and not by the arrow keys either', async () => {
  const { answer, screen } = openTerminal();
  expect(await answer('Token', true, 'a-secret\r')).toBe('a-secret');
  expect(await answer('Address', false, 'https://example.org\r')).toBe('https://example.org');
  expect(await answer('Admins', false, '\x1b[A\x1b[A42\r')).toBe('42');
  expect(screen()).toContain('Token, not shown as you type:\n');
  expect(screen()).toContain('Address:\n> https://example.org');
  expect(screen()).toContain('Admins:\n> 42');
  expect(screen()).not.toContain('a-secret');
});

it.each([
  ['Ctrl+C', '\x03'],
  ['Ctrl+D', '\x04'],
])('ends in a sentence at %s', async (_, key) => {
  const asked = openTerminal().answer('Token', true, key);
  await expect(asked).rejects.toThrow(SetupError);
  await expect(asked).rejects.toThrow('Nothing was written.');
});
