import Brush from 'lucide-react/icons/brush';
import Combine from 'lucide-react/icons/combine';
import Pencil from 'lucide-react/icons/pencil';
import Scaling from 'lucide-react/icons/scaling';
import ScanFace from 'lucide-react/icons/scan-face';
import Sparkles from 'lucide-react/icons/sparkles';
import Type from 'lucide-react/icons/type';
import Video from 'lucide-react/icons/video';
import type { OperationCode } from '../../../shared/catalog/operations.ts';
import type { IconType } from '../../ui/Icon.tsx';

export const operationIcons = {
  create: Sparkles,
  video: Video,
  edit: Pencil,
  merge: Combine,
  face_swap: ScanFace,
  retouch: Brush,
  upscale: Scaling,
  add_text: Type,
} as const satisfies Record<OperationCode, IconType>;

/** The names of the places for pictures, in the order in which the server takes them. */
export const slotNames = {
  create: ['reference', 'second', 'third', 'fourth'],
  video: ['frame'],
  edit: ['picture'],
  merge: ['object', 'scene', 'third', 'fourth'],
  face_swap: ['picture', 'face'],
  retouch: ['picture'],
  upscale: ['picture'],
  add_text: ['picture'],
} as const satisfies Record<OperationCode, readonly string[]>;

export const scales = [2, 4] as const;
export type Scale = (typeof scales)[number];
