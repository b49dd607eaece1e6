/** A broadcast while it is being edited. */
import {
  type BroadcastPath,
  MAX_BUTTON_LENGTH,
  MAX_CAPTION_LENGTH,
  MAX_MESSAGE_LENGTH,
} from '../../../../shared/closedSets.ts';
import { type Localized, languages } from '../../../../shared/language.ts';
import type { BroadcastAudience, BroadcastDetails } from '../../../../shared/schemas/broadcasts.ts';
import { hasVisibleText } from '../../../../shared/visibleText.ts';

export interface Draft {
  text: Localized;
  /** `uploadId` null: the picture that is stored already. */
  picture: { url: string; uploadId: string | null } | null;
  button: { path: BroadcastPath; label: Localized } | null;
  audience: BroadcastAudience;
}

export const emptyDraft: Draft = {
  text: { ru: '', en: '' },
  picture: null,
  button: null,
  audience: { language: null, bot: null, activity: null, plan: null, role: null },
};

export function draftOf({ text, picture, button, audience }: BroadcastDetails): Draft {
  return { text, picture: picture && { url: picture.url, uploadId: null }, button, audience };
}

/** As the server expects it. */
export function toInput({ text, picture, button, audience }: Draft) {
  const from =
    picture === null
      ? ({ from: 'none' } as const)
      : picture.uploadId === null
        ? ({ from: 'before' } as const)
        : ({ from: 'upload', uploadId: picture.uploadId } as const);
  return { text, button, audience, picture: from };
}

export function maxLength({ picture }: Draft): number {
  return picture ? MAX_CAPTION_LENGTH : MAX_MESSAGE_LENGTH;
}

/** Whether nothing is missing and nothing is too long. */
export function isComplete(draft: Draft): boolean {
  const { text, button } = draft;
  const fits = (given: Localized, max: number) =>
    languages.every(
      (language) => hasVisibleText(given[language]) && given[language].trim().length <= max,
    );
  return fits(text, maxLength(draft)) && (button === null || fits(button.label, MAX_BUTTON_LENGTH));
}

export const isSame = (one: Draft, other: Draft) => JSON.stringify(one) === JSON.stringify(other);

const parts = ['text', 'picture', 'button', 'audience'] as const satisfies (keyof Draft)[];

/** The parts that differ. */
export function differing(one: Draft, other: Draft) {
  return parts.filter((part) => JSON.stringify(one[part]) !== JSON.stringify(other[part]));
}
