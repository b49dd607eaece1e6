/** What Lighthouse records while a page opens: less than by default, so that recording does not slow the page. */
import { type Config, defaultConfig } from 'lighthouse';
import Trace from 'lighthouse/core/gather/gatherers/trace.js';

/**
 * The events that the figures are made of. Lighthouse also asks for a picture of every frame, for the text of every
 * script and for the calls that led to each event: on two processors that work takes longer than the page's own.
 */
const CATEGORIES = [
  '-*',
  'disabled-by-default-lighthouse',
  'loading',
  'v8',
  'v8.execute',
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
];

type Context = Parameters<Trace['startSensitiveInstrumentation']>[0];

class LightTrace extends Trace {
  override async startSensitiveInstrumentation({ driver }: Context): Promise<void> {
    await driver.defaultSession.sendCommand('Page.enable');
    await driver.defaultSession.sendCommand('Tracing.start', { categories: CATEGORIES.join() });
  }
}

/** What is read from a report of the performance, and what explains it. */
const AUDITS = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
  'network-requests',
  'largest-contentful-paint-element',
  'long-tasks',
];

/**
 * Without the speed index, which is computed from the pictures of the frames, and without advice: for unused code, the
 * browser would count the calls of every function, and search its memory for functions while the page opens.
 */
export const lightRecording: Config = {
  ...defaultConfig,
  artifacts: (defaultConfig.artifacts ?? []).map((artifact) =>
    artifact.id === 'Trace' ? { ...artifact, gatherer: { instance: new LightTrace() } } : artifact,
  ),
  settings: {
    ...defaultConfig.settings,
    skipAudits: (defaultConfig.categories?.performance?.auditRefs ?? [])
      .map(({ id }) => id)
      .filter((id) => !AUDITS.includes(id)),
  },
};
