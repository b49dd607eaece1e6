/** The jobs of the simulated queue and how they advance. */
import { randomUUID } from 'node:crypto';
import { type FalScenario, scenarioOfPrompt } from './scenarios.ts';

export type FalStage = 'IN_QUEUE' | 'IN_PROGRESS' | 'COMPLETED' | 'CANCELLED';

export interface FalJob {
  requestId: string;
  model: string;
  input: Record<string, unknown>;
  prompt: string;
  /** From the submit's `Idempotency-Key`, which fal itself ignores. */
  generationId: string | null;
  webhookUrl: string | null;
  scenario: FalScenario;
  stage: FalStage;
}

export interface FalTimings {
  queueMs: number;
  runMs: number;
}

export class FalJobs {
  readonly all = new Map<string, FalJob>();
  /** Jobs advance by themselves; otherwise by `advance`. */
  automatic = true;
  timings: FalTimings;
  /** How the next jobs end; a test may set its own rule. */
  script: (job: Omit<FalJob, 'scenario'>) => FalScenario = (job) => scenarioOfPrompt(job.prompt);
  readonly #onCompleted: (job: FalJob) => void;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(timings: FalTimings, onCompleted: (job: FalJob) => void) {
    this.timings = timings;
    this.#onCompleted = onCompleted;
  }

  submit(request: Pick<FalJob, 'model' | 'input' | 'generationId' | 'webhookUrl'>): FalJob {
    const { prompt } = request.input;
    const draft: Omit<FalJob, 'scenario'> = {
      ...request,
      requestId: randomUUID(),
      prompt: typeof prompt === 'string' ? prompt : '',
      stage: 'IN_QUEUE',
    };
    const job: FalJob = { ...draft, scenario: this.script(draft) };
    this.all.set(job.requestId, job);
    if (this.automatic) {
      this.#after(this.timings.queueMs, () => this.#start(job));
    }
    return job;
  }

  /** Advances a job by one stage. */
  advance(requestId: string): void {
    const job = this.all.get(requestId);
    if (job?.stage === 'IN_QUEUE') {
      job.stage = 'IN_PROGRESS';
    } else if (job?.stage === 'IN_PROGRESS' && job.scenario !== 'never') {
      job.stage = 'COMPLETED';
      this.#onCompleted(job);
    }
  }

  /** How often the generation's work was submitted. */
  submitsOf(generationId: string): number {
    return [...this.all.values()].filter((job) => job.generationId === generationId).length;
  }

  close(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
  }

  #start(job: FalJob): void {
    if (job.stage === 'IN_QUEUE') {
      this.advance(job.requestId);
      this.#after(this.timings.runMs, () => this.advance(job.requestId));
    }
  }

  #after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      act();
    }, ms);
    this.#timers.add(timer);
  }
}
