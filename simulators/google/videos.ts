/** Veo's long-running operations and their files. */
import { randomUUID } from 'node:crypto';
import type { Answer } from '../simulatorServer.ts';
import { makeVideo } from '../video.ts';
import { googleErrors } from './errors.ts';
import type { GoogleScenario } from './scenarios.ts';

export interface VideoOperation {
  id: string;
  model: string;
  seed: number;
  aspectRatio: string;
  seconds: number;
  scenario: GoogleScenario;
  done: boolean;
}

export class VideoOperations {
  readonly all = new Map<string, VideoOperation>();
  /** Operations end by themselves; otherwise by `finish`. */
  automatic = true;
  runMs: number;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(runMs: number) {
    this.runMs = runMs;
  }

  start(request: Omit<VideoOperation, 'id' | 'done'>): VideoOperation {
    const operation = {
      ...request,
      id: randomUUID().replaceAll('-', '').slice(0, 12),
      done: false,
    };
    this.all.set(operation.id, operation);
    if (this.automatic) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        this.finish(operation.id);
      }, this.runMs);
      this.#timers.add(timer);
    }
    return operation;
  }

  /** @param id the operation's name or the last part of it. */
  finish(id: string): void {
    const operation = this.all.get(id.split('/').at(-1) ?? '');
    if (operation !== undefined && operation.scenario !== 'never') {
      operation.done = true;
    }
  }

  close(): void {
    for (const timer of this.#timers) {
      clearTimeout(timer);
    }
  }
}

export function nameOf(operation: VideoOperation): string {
  return `models/${operation.model}/operations/${operation.id}`;
}

export function operationAnswer(operation: VideoOperation, root: string): Answer {
  const name = nameOf(operation);
  if (!operation.done) {
    return { body: { name } };
  }
  if (operation.scenario === 'failed') {
    return { body: { name, done: true, error: { code: 13, message: 'The video model crashed.' } } };
  }
  const type = 'type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse';
  if (operation.scenario === 'refused_flat') {
    return { body: { name, done: true, response: { '@type': type, ...filtered } } };
  }
  const generateVideoResponse = videoResponse(operation, root);
  return { body: { name, done: true, response: { '@type': type, generateVideoResponse } } };
}

const filtered = {
  raiMediaFilteredCount: 1,
  raiMediaFilteredReasons: ['The video was filtered for safety. You were not charged.'],
};

function videoResponse(operation: VideoOperation, root: string): object {
  switch (operation.scenario) {
    case 'refused':
    case 'prompt_blocked':
      return filtered;
    case 'empty':
    case 'text_only':
      return {};
    default: {
      const uri = `${root}/v1beta/files/${operation.id}:download?alt=media`;
      return { generatedSamples: [{ video: { uri } }] };
    }
  }
}

const OVERSIZED_BYTES = 60 * 1024 * 1024;

export function videoFile(operation: VideoOperation): Answer {
  const headers = { 'content-type': 'video/mp4' };
  switch (operation.scenario) {
    case 'empty_file':
      return { headers, body: Buffer.alloc(0) };
    case 'oversized_file':
      return { headers, body: Buffer.alloc(OVERSIZED_BYTES) };
    case 'wrong_type':
      return { headers: { 'content-type': 'text/html' }, body: '<h1>Not a video</h1>' };
    case 'missing_file':
      return googleErrors.notFound('The file');
    case 'private_redirect':
      return { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } };
    default: {
      const wide = operation.aspectRatio !== '9:16';
      const video = makeVideo({
        seed: operation.seed,
        seconds: operation.seconds,
        columns: wide ? 16 : 9,
        rows: wide ? 9 : 16,
      });
      return { headers, body: video };
    }
  }
}
