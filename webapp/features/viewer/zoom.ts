/** The scale of a picture in its box, and the offset of its middle, in pixels. */
export interface Zoom {
  scale: number;
  x: number;
  y: number;
}

export interface Box {
  width: number;
  height: number;
}

export const noZoom: Zoom = { scale: 1, x: 0, y: 0 };
const MOST = 4;
/** The scale after a double tap. */
export const TAP_SCALE = 2.5;

/** The size of a picture that fits into a box as a whole. */
export function fitInto(box: Box, ratio: number): Box {
  const width = Math.min(box.width, box.height * ratio);
  return { width, height: width / ratio };
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(-most, value));

/** Keeps the scale between 1 and 4, and the picture's edges outside of the box. */
export function bounded(zoom: Zoom, box: Box, ratio: number): Zoom {
  const scale = Math.min(MOST, Math.max(1, zoom.scale));
  const fitted = fitInto(box, ratio);
  return {
    scale,
    x: clamp(zoom.x, Math.max(0, (fitted.width * scale - box.width) / 2)),
    y: clamp(zoom.y, Math.max(0, (fitted.height * scale - box.height) / 2)),
  };
}

/** Scales so that the point under the fingers stays under them; `x` and `y` are from the box's middle. */
export function zoomAt(zoom: Zoom, scale: number, point: { x: number; y: number }): Zoom {
  const by = scale / zoom.scale;
  return {
    scale,
    x: point.x - (point.x - zoom.x) * by,
    y: point.y - (point.y - zoom.y) * by,
  };
}
