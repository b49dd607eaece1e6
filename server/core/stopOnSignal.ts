/**
 * Servers and child processes that would outlive this process unless they are stopped. Each is registered
 * before it starts, so that a signal stops them however early it comes.
 */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const stops = new Set<() => Promise<unknown>>();
let stopping: Promise<void> | undefined;

/**
 * Has `stop` called when the process is told to end and nobody else listens for that signal.
 * @returns a function that unregisters it once it has been stopped.
 */
export function stopOnSignal(stop: () => Promise<unknown>): () => void {
  if (stops.size === 0) {
    for (const signal of signals) {
      process.on(signal, onSignal);
    }
  }
  stops.add(stop);
  return () => {
    stops.delete(stop);
    if (stops.size === 0) {
      stopListening();
    }
  };
}

/** Stops everything that was started or is starting, the last one first. */
export function stopEverything(): Promise<void> {
  stopping ??= stopAll().finally(() => {
    stopping = undefined;
  });
  return stopping;
}

async function stopAll(): Promise<void> {
  for (let last = [...stops].at(-1); last; last = [...stops].at(-1)) {
    stops.delete(last);
    await last().catch((error: unknown) => process.stderr.write(`${error}\n`));
  }
}

async function onSignal(signal: NodeJS.Signals): Promise<void> {
  // Another listener ends the process and its children.
  if (process.listenerCount(signal) > 1) {
    return;
  }
  if (!stopping) {
    await stopEverything();
  } else if (signal !== 'SIGINT') {
    // Whoever ends a group of processes may tell this one twice; only a person is impatient.
    return;
  }
  stopListening();
  process.kill(process.pid, signal);
}

function stopListening(): void {
  for (const signal of signals) {
    process.removeListener(signal, onSignal);
  }
}
