/**
 * The endpoints of the simulated fal, and the required fields of each:
 * https://fal.ai/models/<endpoint>/api
 */

const needs: readonly (readonly [endpoint: RegExp, fields: readonly string[]])[] = [
  [/^fal-ai\/nano-banana(-pro)?\/edit$/, ['prompt', 'image_urls']],
  [/^fal-ai\/nano-banana(-pro)?$/, ['prompt']],
  [/^fal-ai\/veo3(\.1)?(\/fast)?\/image-to-video$/, ['prompt', 'image_url']],
  [/^fal-ai\/veo3(\.1)?(\/fast)?$/, ['prompt']],
  [/^fal-ai\/imagen[34]/, ['prompt']],
  [/^fal-ai\/face-swap$/, ['base_image_url', 'swap_image_url']],
  [/^fal-ai\/(codeformer|retoucher|clarity-upscaler|esrgan|aura-sr)/, ['image_url']],
  [/^fal-ai\/flux-pro\/kontext/, ['prompt', 'image_url']],
  [/^fal-ai\/(flux|qwen-image|stable-diffusion)/, ['prompt']],
];

export function isKnownEndpoint(model: string): boolean {
  return needs.some(([endpoint]) => endpoint.test(model));
}

/** @returns the first required field that the input lacks. */
export function missingField(model: string, input: Record<string, unknown>): string | null {
  const fields = needs.find(([endpoint]) => endpoint.test(model))?.[1] ?? [];
  return fields.find((field) => input[field] === undefined) ?? null;
}
