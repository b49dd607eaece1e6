import type {
  Generation,
  GenerationCreateInput,
  Media,
} from '../../../shared/schemas/generation.ts';
import type { Scale } from '../../domain/media/operations.ts';
import { keep, readKept } from '../../telegram/deviceStorage.ts';
import { pictureOf } from './slotPictures.ts';
import { changeStudio, currentStudio, withInputs } from './studio.ts';
import { type StudioPicture, toSlots } from './studioState.ts';

const NAME = 'sent';
const MOST = 12;

/** A sent order: the server returns everything of it, except the pictures. */
interface Sent {
  generationId: string;
  pictures: StudioPicture[];
  scale: Scale;
  /** Null when it was chosen at random; absent in what older versions stored. */
  seed?: number | null;
}

function read(): Sent[] {
  const kept = readKept(NAME);
  return Array.isArray(kept) ? kept : [];
}

/** Stores the pictures of an order, so that it can be repeated or edited. */
export function rememberSent(sent: Sent): void {
  keep(NAME, [sent, ...read()].slice(0, MOST));
}

function sentOf(generationId: string): Sent | undefined {
  return read().find((one) => one.generationId === generationId);
}

interface SentAgain {
  order: Omit<GenerationCreateInput, 'requestId'>;
  pictures: readonly StudioPicture[];
  scale: Scale;
}

/** The same order again; null when its pictures are not known on this device. */
export function orderAgain(generation: Generation, needsPictures: boolean): SentAgain | null {
  const sent = sentOf(generation.id);
  if (needsPictures && !sent?.pictures.length) {
    return null;
  }
  const { operation, model, prompt, aspectRatio, seconds, sound } = generation;
  const scale = sent?.scale ?? 2;
  const pictures = sent?.pictures ?? [];
  const order = {
    operation,
    model,
    prompt,
    aspectRatio,
    inputs: pictures.map(({ source }) => source),
    ...(operation === 'upscale' ? { scale } : {}),
    ...(seconds === null ? {} : { seconds }),
    ...(sound === null ? {} : { sound }),
    ...(typeof sent?.seed === 'number' ? { seed: sent.seed } : {}),
  };
  return { order, pictures, scale };
}

/** Fills the Studio with a failed order; `refused` marks its prompt. */
export function fillFromGeneration(generation: Generation, refused: string | null): void {
  const sent = sentOf(generation.id);
  fill(generation, sent?.pictures ?? [], refused);
  if (typeof sent?.seed === 'number') {
    changeStudio({ seed: `${sent.seed}` });
  }
}

/** Whether a work was made from a prompt alone, judging by its operation. */
export const isOfWords = ({ operation }: Pick<Media, 'operation'>) =>
  operation === 'create' || operation === 'video';

/** Fills the Studio from a work: with its prompt, or for other operations with its picture. */
export function fillFromMedia(media: Media): void {
  fill(media, isOfWords(media) ? [] : [pictureOf(media)], null);
}

/** Fills the Studio with the same order and seed, to repeat the picture. */
export function fillWithSeed(media: Media): void {
  fillFromMedia(media);
  changeStudio({ seed: `${media.seed}`, count: 1 });
}

/** Opens an operation on a picture of the gallery (upscale, add text). */
export function fillForPicture(operation: 'upscale', media: Media): void {
  const slots = toSlots([pictureOf(media)]);
  changeStudio({ operation, inputs: withInputs(operation, { slots }), refused: null });
}

function fill(
  from: Pick<Media, 'operation' | 'model' | 'prompt' | 'aspectRatio'>,
  pictures: readonly StudioPicture[],
  refused: string | null,
): void {
  const { operation, model, prompt, aspectRatio } = from;
  const studio = currentStudio();
  changeStudio({
    operation,
    models: { ...studio.models, [operation]: model },
    inputs: withInputs(operation, { prompt, slots: toSlots(pictures) }),
    ...(operation === 'video' ? { videoRatio: aspectRatio } : { aspectRatio }),
    seed: '',
    refused,
  });
}
