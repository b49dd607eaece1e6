import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { z } from 'zod';
import type { Me, updateSettingsInput } from '../../../shared/schemas/me.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { rememberLanguage } from '../../api/rememberedLanguage.ts';
import { changeLanguage } from '../../i18n/index.ts';
import { languageFor } from '../../i18n/language.ts';
import { launch } from '../../telegram/launch.ts';
import { toast } from '../../ui/toasts.ts';

type Changes = Pick<z.infer<typeof updateSettingsInput>, 'language' | 'defaultModel'>;

/** Applies a choice optimistically and reverts it when the server refuses. */
export function useSaveSettings(): (changes: Changes) => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  const key = trpc.me.get.queryKey();
  const save = useMutation(trpc.me.updateSettings.mutationOptions());
  const show = (me: Me) => {
    client.setQueryData(key, me);
    speak(me.settings.language);
  };
  return (changes) => {
    const before = client.getQueryData(key);
    if (before) {
      const { language = before.settings.language } = changes;
      const { defaultModel = before.settings.defaultModel } = changes;
      show({ ...before, settings: { ...before.settings, language, defaultModel } });
    }
    save.mutate(changes, {
      onSuccess: show,
      onError: (error) => {
        if (before) {
          show(before);
        }
        toast(errorSentence(error), { kind: 'error' });
      },
    });
  };
}

function speak(chosen: Me['settings']['language']): void {
  rememberLanguage(chosen);
  void changeLanguage(chosen ?? languageFor(launch()?.languageCode));
}
