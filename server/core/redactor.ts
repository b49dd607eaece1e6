/**
 * Removes secrets from text that leaves the process: log lines, stored errors, the error that ends a process.
 * Configured secrets are recognised by their value, in every encoding that libraries use; credentials that
 * are not configured (init data, link signatures, other people's tokens) by their shape.
 */

const REMOVED = '[removed]';
/** Shorter values would remove ordinary words from texts. */
const MIN_SECRET_LENGTH = 6;
const MAX_CAUSES = 8;

const INIT_DATA = /auth_date(?:=|%(?:25)*3D)/i;

const shapes: readonly [shape: RegExp, replacement: string][] = [
  // A bot's token.
  [/(?<!\d)\d{6,16}(?::|%3A)[\w-]{30,}/gi, REMOVED],
  [/\btma\s+[^\s"'\\]+/gi, `tma ${REMOVED}`],
  [/\b(Bearer|Basic)\s+[\w.~+/-]{16,}=*/gi, `$1 ${REMOVED}`],
  // Signatures of init data and of links, ours and S3's.
  [/\b(hash|signature)(=|%3D)[\w-]{32,}/gi, `$1$2${REMOVED}`],
  [/(^|\W|%3F|%26)(sig|X-Amz-[a-z-]+)(=|%3D)[\w.~%+/-]{16,}/gi, `$1$2$3${REMOVED}`],
  // A short link of a work (features/media/links.ts).
  [/(\/s\/)[\w-]{43}\b/g, `$1${REMOVED}`],
  // User and password of an address.
  [/\/\/[^\s/:@"'\\]+:[^\s/@"'\\]+@/g, `//${REMOVED}@`],
];

/** Whole words, since init data also name the person. */
function withoutInitData(text: string): string {
  return INIT_DATA.test(text)
    ? text.replace(/[^\s"'`<>\\]+/g, (word) => (INIT_DATA.test(word) ? REMOVED : word))
    : text;
}

/** How a value is encoded in URLs, JSON and headers. */
function formsOf(secret: string): string[] {
  const inAddress = encodeURIComponent(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const bytes = Buffer.from(secret);
  return [
    secret,
    inAddress,
    inAddress.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
  ];
}

export class Redactor {
  readonly #forms = new Set<string>();
  #known: RegExp | null = null;

  constructor(secrets: Iterable<string> = []) {
    for (const secret of secrets) {
      this.add(secret);
    }
  }

  /** Adds a value that is removed from now on. Values of fewer than six characters are ignored. */
  add(secret: string): void {
    if (secret.length < MIN_SECRET_LENGTH) {
      return;
    }
    for (const form of formsOf(secret)) {
      this.#forms.add(form);
    }
    // The longest first, so that no remainder of one stays.
    const forms = [...this.#forms].sort((one, other) => other.length - one.length);
    this.#known = new RegExp(forms.map((form) => RegExp.escape(form)).join('|'), 'g');
  }

  text(text: string): string {
    let clean = this.#known ? text.replace(this.#known, REMOVED) : text;
    clean = withoutInitData(clean);
    for (const [shape, replacement] of shapes) {
      clean = clean.replace(shape, replacement);
    }
    return clean;
  }

  /** Name and message of an error, for a column that stores the reason. */
  reason(error: unknown): string {
    return this.text(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }

  /**
   * A copy of an error with its name, code, message, stack and causes. Other properties, such as the request
   * that failed, are left out.
   */
  error(error: unknown, depth = 0): Error {
    if (!(error instanceof Error)) {
      return new Error(this.text(String(error)));
    }
    const { cause, code } = error as Error & { code?: unknown };
    const copy: Error & { code?: unknown } = new Error(this.text(error.message));
    copy.name = error.name;
    copy.stack = this.text(error.stack ?? '');
    if (typeof code === 'string') {
      copy.code = code;
    }
    if (cause !== undefined && depth < MAX_CAUSES) {
      copy.cause = this.error(cause, depth + 1);
    }
    return copy;
  }
}
