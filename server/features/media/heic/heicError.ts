/** Why a HEIC file was not decoded. */
export class HeicError extends Error {
  override readonly name = 'HeicError';
  readonly reason: 'unreadable' | 'tooLarge';

  constructor(reason: 'unreadable' | 'tooLarge', message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
