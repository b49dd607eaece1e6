import X from 'lucide-react/icons/x';
import { type ReactNode, useRef } from 'react';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import './job.css';
import '../../ui/row.css';
import { IconButton } from '../../ui/Button.tsx';
import { ProgressBar } from '../../ui/ProgressBar.tsx';

export interface JobCardProps {
  title: string;
  model: string;
  state: 'queued' | 'running' | 'ready' | 'failed';
  /** 0 to 1; null when it is not known. */
  progress: number | null;
  etaSeconds: number | null;
  /** A `Picture`, or nothing while there is none. */
  thumb?: ReactNode;
  /** Ready: "Open"; failed: what came back to whom. */
  outcome?: string;
  onOpen: () => void;
  onCancel?: (() => void) | undefined;
}

/** A generation under way, right below the balance. */
export function JobCard(props: JobCardProps) {
  const { title, model, state, progress, etaSeconds, thumb, outcome, onOpen, onCancel } = props;
  const t = useText();
  const f = useFormat();
  const share = state === 'ready' ? 1 : state === 'queued' ? 0 : (progress ?? 0);
  const facts = [
    state === 'queued' && t('inQueue'),
    state === 'running' && progress !== null && f.percent(share),
    state !== 'ready' && state !== 'failed' && etaSeconds
      ? t('timeLeft', { time: f.duration(etaSeconds) })
      : null,
    outcome,
  ].filter(Boolean);
  return (
    <section className="card job">
      <button type="button" className="open" onClick={onOpen}>
        <span className="art">{thumb}</span>
        <span className="main">
          <b className="ell">{title}</b>
          <ProgressBar
            value={share}
            label={title}
            kind={state === 'failed' ? 'bad' : state === 'ready' ? 'ok' : 'action'}
          />
          <small>
            <span className="ell">{model}</span>
            <span className="right">{facts.join(' · ')}</span>
          </small>
        </span>
      </button>
      {onCancel && <IconButton icon={X} label={t('actions.cancel')} onClick={onCancel} />}
      <Spoken title={title} share={share} />
    </section>
  );
}

/** Tells screen readers a quarter at a time, not every step. */
function Spoken({ title, share }: { title: string; share: number }) {
  const f = useFormat();
  const quarter = useRef(0);
  quarter.current = Math.max(quarter.current, Math.floor(share * 4) / 4);
  return (
    <p className="vh" aria-live="polite">
      {quarter.current > 0 && `${title}: ${f.percent(quarter.current)}`}
    </p>
  );
}
