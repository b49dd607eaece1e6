/** Used instead of a frame, since a page in the background gets none, ms. */
const MAX_FRAME_MS = 100;

/** Runs the work after the browser has painted the next frame. */
export function afterFrame(work: () => void): () => void {
  let timer = setTimeout(work, MAX_FRAME_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(timer);
    timer = setTimeout(work);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
