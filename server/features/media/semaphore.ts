/** Lets a few pieces of work run at once; the others wait in the order in which they came. */
export interface Slots {
  run<Result>(work: () => Promise<Result>): Promise<Result>;
}

export function createSlots(size: number): Slots {
  const waiting: (() => void)[] = [];
  let free = size;

  async function take(): Promise<void> {
    if (free > 0) {
      free--;
      return;
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  /** The slot goes straight to the next in line, so nobody overtakes. */
  function give(): void {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      free++;
    }
  }

  return {
    async run(work) {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
}
