/** Reads a large JSON object entry by entry, with the position of each in the file. */
import { createReadStream } from 'node:fs';
import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';

/** One entry of the object at the root. */
export interface Entry {
  key: string;
  value: unknown;
  /** The index of the entry in the file, from 1. */
  row: number;
  /** The line of the key, from 1. */
  line: number;
}

/** The file is no JSON object; the message names the position of the error. */
export class NotJsonError extends Error {
  override readonly name = 'NotJsonError';
}

const NEWLINE = 10;

/** Counts lines as the parser goes on; tokens come in the order of the file. */
class LineCounter {
  line = 1;
  #chunk: Uint8Array = new Uint8Array();
  #start = 0;
  #counted = 0;

  enter(chunk: Uint8Array): void {
    this.advance(Number.POSITIVE_INFINITY);
    this.#start += this.#chunk.length;
    this.#chunk = chunk;
    this.#counted = 0;
  }

  /** @param offset in bytes from the beginning of the file. */
  advance(offset: number): void {
    const end = Math.min(offset - this.#start, this.#chunk.length);
    for (; this.#counted < end; this.#counted++) {
      if (this.#chunk[this.#counted] === NEWLINE) {
        this.line += 1;
      }
    }
  }
}

/**
 * The entries of a file, which is never held in memory as a whole.
 * @param onBytes called with the number of bytes read, for a progress bar.
 * @throws NotJsonError
 */
export async function* readEntries(
  path: string,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<Entry> {
  const lines = new LineCounter();
  const found: Entry[] = [];
  const tokenizer = new Tokenizer();
  const parser = new TokenParser({ paths: ['$.*'], keepStack: false });
  let depth = 0;
  let keyLine = 0;
  let row = 0;
  let isKeyNext = false;
  tokenizer.onToken = (token) => {
    lines.advance(token.offset);
    if (depth === 0 && token.token !== TokenType.LEFT_BRACE) {
      throw new NotJsonError('a JSON object of people is expected');
    }
    if (depth === 1 && isKeyNext) {
      keyLine = lines.line;
    }
    if (token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET) {
      depth += 1;
    } else if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) {
      depth -= 1;
    }
    const opensRoot = depth === 1 && token.token === TokenType.LEFT_BRACE;
    isKeyNext = opensRoot || (depth === 1 && token.token === TokenType.COMMA);
    parser.write(token);
  };
  parser.onValue = ({ key, value }) => {
    row += 1;
    found.push({ key: String(key), value, row, line: keyLine });
  };
  let bytes = 0;
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    lines.enter(chunk);
    parse(() => tokenizer.write(chunk), lines);
    bytes += chunk.length;
    onBytes(bytes);
    yield* found.splice(0);
  }
  parse(() => {
    if (!parser.isEnded) {
      tokenizer.end();
      parser.end();
    }
  }, lines);
  if (bytes === 0) {
    throw new NotJsonError('the file is empty');
  }
}

function parse(step: () => void, lines: LineCounter): void {
  try {
    step();
  } catch (error) {
    if (error instanceof NotJsonError) {
      throw error;
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new NotJsonError(`line ${lines.line}: ${reason}`);
  }
}
