import { useMutation } from '@tanstack/react-query';
import Undo2 from 'lucide-react/icons/undo-2';
import WandSparkles from 'lucide-react/icons/wand-sparkles';
import { useEffect, useRef, useState } from 'react';
import type { ImprovableOperation } from '../../../shared/catalog/operations.ts';
import { errorSentence } from '../../api/appError.ts';
import { useTRPC } from '../../api/client.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { notify } from '../../telegram/haptics.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Spinner } from '../../ui/Spinner.tsx';
import { toast } from '../../ui/toasts.ts';
import { currentStudio } from './studio.ts';

export interface ImprovePromptProps {
  operation: ImprovableOperation;
  /** The whole prompt, as it is in the field. */
  value: string;
  /** Its words without the style … */
  bare: string;
  /** … and other words with that style. */
  dress: (words: string) => string;
  write: (prompt: string) => void;
}

/**
 * Has a text model reword the prompt, and puts the person's own one back. An answer replaces only the text
 * that was sent: what was typed meanwhile stays, and so does the prompt of a Studio that was left.
 */
export function ImprovePrompt({ operation, value, bare, dress, write }: ImprovePromptProps) {
  const t = useText('create');
  const { language } = useFormat();
  const trpc = useTRPC();
  const { mutateAsync, isPending } = useMutation(trpc.generation.improvePrompt.mutationOptions());
  const [improved, setImproved] = useState<{ mine: string; text: string } | null>(null);
  const left = useRef(false);
  useEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  // Once it is changed, the improved text is the person's own.
  if (improved && improved.text !== value) {
    setImproved(null);
  }

  const improve = async () => {
    try {
      const { prompt } = await mutateAsync({ operation, prompt: bare, language });
      if (left.current) {
        return;
      }
      if (currentStudio().inputs[operation].prompt !== value) {
        toast(t('improve.changed'), { kind: 'neutral' });
        return;
      }
      const text = dress(prompt);
      write(text);
      setImproved({ mine: value, text });
    } catch (error) {
      if (!left.current) {
        notify('error');
        toast(errorSentence(error), { kind: 'error' });
      }
    }
  };
  const restore = () => {
    if (improved) {
      write(improved.mine);
    }
  };

  const label = isPending ? 'busy' : improved ? 'restore' : 'button';
  return (
    <>
      <button
        type="button"
        className="improve"
        aria-label={label === 'button' ? t('improve.name') : undefined}
        // Still focusable while it works, so that the keyboard does not lose its place.
        aria-disabled={isPending || undefined}
        disabled={bare.trim() === '' && !isPending}
        onClick={() => {
          if (!isPending) {
            void (improved ? restore() : improve());
          }
        }}
      >
        {isPending ? (
          <Spinner size={16} />
        ) : (
          <Icon icon={improved ? Undo2 : WandSparkles} size={16} />
        )}
        {t(`improve.${label}`)}
      </button>
      <span className="vh" role="status">
        {isPending ? t('improve.busy') : improved ? t('improve.done') : ''}
      </span>
    </>
  );
}
