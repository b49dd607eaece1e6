import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BroadcastDetails } from '../../../../shared/schemas/broadcasts.ts';
import { useTRPC, useTRPCClient } from '../../../api/client.ts';
import { useClosingConfirmation } from '../../../telegram/behaviour.ts';
import { Button } from '../../../ui/Button.tsx';
import { Note } from '../../../ui/Note.tsx';
import { useAdminAction } from '../forms/useAdminAction.ts';
import { openBroadcast } from '../sections.ts';
import { useDesktop } from '../useDesktop.ts';
import { AudiencePart } from './AudiencePart.tsx';
import { ButtonPart } from './ButtonPart.tsx';
import {
  type Draft,
  differing,
  draftOf,
  emptyDraft,
  isComplete,
  isSame,
  toInput,
} from './draft.ts';
import { PicturePart } from './PicturePart.tsx';
import { SizeNote } from './SizeNote.tsx';
import { StartPart } from './StartPart.tsx';
import type { SavedBroadcast } from './savedBroadcast.ts';
import { TextPart } from './TextPart.tsx';
import { useBroadcastText } from './texts.ts';

/** Edits a broadcast, shows its number of recipients, sends a test, starts it. */
export function Editor({ broadcast }: { broadcast: BroadcastDetails | null }) {
  const t = useBroadcastText();
  const trpc = useTRPC();
  const client = useTRPCClient();
  const desktop = useDesktop();
  const { act, busy } = useAdminAction();
  const [draft, setDraft] = useState<Draft>(() => (broadcast ? draftOf(broadcast) : emptyDraft));
  const [base, setBase] = useState(draft);
  const [saved, setSaved] = useState<SavedBroadcast | null>(broadcast);
  const size = useQuery(
    trpc.admin.broadcastSize.queryOptions({ audience: draft.audience }, { staleTime: 0 }),
  );
  const changed = saved === null || !isSame(draft, base);
  useClosingConfirmation(!isSame(draft, base));
  const change = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));

  /** @returns the saved version; null when it could not be saved. */
  async function save(): Promise<SavedBroadcast | null> {
    if (!changed) {
      return saved;
    }
    const kept: { key: SavedBroadcast | null } = { key: null };
    await act({
      input: { ...toInput(draft), id: saved?.id ?? null, version: saved?.version ?? 0 },
      send: async (input) => {
        kept.key = await client.admin.saveBroadcast.mutate(input);
        // Before the list is refetched, so that this version is not taken for somebody else's.
        setSaved(kept.key);
      },
      done: t('saved'),
      onDone: () => {
        const picture = draft.picture && { ...draft.picture, uploadId: null };
        setDraft({ ...draft, picture });
        setBase({ ...draft, picture });
      },
    });
    return kept.key;
  }
  /** A new one gets its own address once no request is running. */
  const settle = (key: SavedBroadcast | null) => {
    if (broadcast === null && key) {
      openBroadcast(key.id, desktop, { instead: true });
    }
  };
  const isOvertaken = broadcast !== null && saved !== null && broadcast.version > saved.version;
  const overtaken = isOvertaken ? differing(base, draftOf(broadcast)) : [];
  return (
    <div className="stack admin-form broadcast">
      {isOvertaken && (
        <Note
          kind="bad"
          action={
            <Button
              kind="gray"
              size="sm"
              onClick={() => {
                setDraft(draftOf(broadcast));
                setBase(draftOf(broadcast));
                setSaved(broadcast);
              }}
            >
              {t('theirs')}
            </Button>
          }
        >
          {t('meanwhile', { parts: overtaken.map((part) => t(`parts.${part}`)).join(', ') })}
        </Note>
      )}
      <TextPart draft={draft} onChange={change} />
      <PicturePart picture={draft.picture} onChange={(picture) => change({ picture })} />
      <ButtonPart button={draft.button} onChange={(button) => change({ button })} />
      <AudiencePart audience={draft.audience} onChange={(audience) => change({ audience })} />
      <SizeNote size={size} />
      <StartPart
        enabled={isComplete(draft)}
        changed={changed}
        busy={busy}
        recipients={size.data?.recipients}
        save={save}
        settle={settle}
      />
    </div>
  );
}
