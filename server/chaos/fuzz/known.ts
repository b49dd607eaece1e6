/** What a session has learned from answers: ids, cursors and codes that exist. */

const MAX_PER_NAME = 60;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LINK = /\/(media|api\/export)\/|\/api\/v1\//;

/** Names under which answers hold what a field of this name takes. */
const otherNames: Record<string, string[]> = {
  cursor: ['nextCursor'],
  ids: ['id'],
  model: ['code'],
  defaultModel: ['code'],
  promoCode: ['code'],
  query: ['firstName', 'username', 'chargeId'],
};

/** A placeholder for a known value, filled in when the request is sent. */
export class Slot {
  readonly kind: 'uuid' | 'text' | 'number';
  readonly name: string;
  /** Chooses among what is known. */
  readonly pick: number;
  /** Used when nothing fits. */
  readonly fallback: unknown;

  constructor(kind: Slot['kind'], name: string, pick: number, fallback: unknown) {
    this.kind = kind;
    this.name = name;
    this.pick = pick;
    this.fallback = fallback;
  }
}

export class KnownValues {
  readonly #values = new Map<string, unknown[]>();

  /** Records every value of an answer under its name. */
  learn(procedure: string, answer: unknown, name = ''): void {
    if (Array.isArray(answer)) {
      for (const item of answer) {
        this.learn(procedure, item, name);
      }
      return;
    }
    if (answer !== null && typeof answer === 'object') {
      for (const [key, value] of Object.entries(answer)) {
        this.learn(procedure, value, key);
      }
      return;
    }
    this.#remember(procedure, name, answer);
  }

  #remember(procedure: string, name: string, value: unknown): void {
    if (typeof value !== 'string' && typeof value !== 'number') {
      return;
    }
    const router = procedure.split('.', 1)[0] ?? '';
    const names = [`${procedure} ${name}`, `${router} ${name}`, ` ${name}`];
    if (typeof value === 'string' && UUID.test(value)) {
      names.push(`${router} #uuid`, ' #uuid');
    }
    if (typeof value === 'string' && LINK.test(value)) {
      names.push(' #link');
    }
    for (const key of names) {
      const values = this.#values.get(key) ?? [];
      if (!values.includes(value)) {
        values.push(value);
      }
      this.#values.set(key, values.slice(-MAX_PER_NAME));
    }
  }

  /** Signed URLs that an answer has held. */
  get links(): readonly string[] {
    return (this.#values.get(' #link') ?? []) as string[];
  }

  /** Replaces placeholders by known values. */
  fill(procedure: string, value: unknown): unknown {
    if (value instanceof Slot) {
      return this.#find(procedure, value);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.fill(procedure, item));
    }
    if (value !== null && typeof value === 'object') {
      return Object.fromEntries(
        Object.entries(value).map(([key, item]) => [key, this.fill(procedure, item)]),
      );
    }
    return value;
  }

  #find(procedure: string, { kind, name, pick, fallback }: Slot): unknown {
    const router = procedure.split('.', 1)[0] ?? '';
    const names = [name, ...(otherNames[name] ?? []), ...(kind === 'number' ? ['id'] : [])];
    const places = [
      ...names.flatMap((one) => [`${procedure} ${one}`, `${router} ${one}`]),
      ...(kind === 'uuid' ? [`${router} #uuid`, ' #uuid'] : []),
      ...names.map((one) => ` ${one}`),
    ];
    const wanted = kind === 'number' ? 'number' : 'string';
    const lists = places
      .map((place) => (this.#values.get(place) ?? []).filter((value) => typeof value === wanted))
      .filter((list) => list.length > 0);
    // Usually the closest match; sometimes a value of another kind.
    const list = lists[pick % 5 === 0 ? pick % lists.length : 0];
    return list ? list[Math.floor(pick / 5) % list.length] : fallback;
  }
}
