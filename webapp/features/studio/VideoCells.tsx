import type { CatalogModel } from '../../../shared/schemas/generation.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useText } from '../../i18n/useText.ts';
import { selectionChanged } from '../../telegram/haptics.ts';
import type { changeStudio } from './studio.ts';
import type { Studio } from './studioState.ts';

type Options = NonNullable<CatalogModel['videoOptions']>;

/** The duration of the order: the chosen one where the model offers it, else its longest. */
export function lengthOf({ seconds }: Options, studio: Studio): number {
  return seconds.find((one) => one === studio.seconds) ?? seconds.at(-1) ?? 0;
}

export interface VideoCellsProps {
  options: Options;
  studio: Studio;
  change: typeof changeStudio;
}

/** The duration of a video and whether it has sound; what the model decides is only shown. */
export function VideoCells({ options, studio, change }: VideoCellsProps) {
  const t = useText('create');
  const f = useFormat();
  const { seconds, sound } = options;
  const length = lengthOf(options, studio);
  const following = seconds[(seconds.indexOf(length) + 1) % seconds.length] ?? length;
  const hasSound = sound === 'choice' ? studio.sound : sound === 'always';
  const lengthCell = (
    <>
      <b>{f.duration(length)}</b>
      {t('videoOptions.length')}
    </>
  );
  const soundCell = (
    <>
      <b>{t('videoOptions.sound')}</b>
      {t(hasSound ? 'videoOptions.on' : 'videoOptions.off')}
    </>
  );
  return (
    <>
      {seconds.length > 1 ? (
        <button
          type="button"
          className="ratio cell"
          onClick={() => {
            selectionChanged();
            change({ seconds: following });
          }}
        >
          {lengthCell}
        </button>
      ) : (
        <div className="ratio cell still">{lengthCell}</div>
      )}
      {sound === 'choice' ? (
        <button
          type="button"
          role="switch"
          aria-checked={hasSound}
          aria-label={t('videoOptions.sound')}
          className="ratio cell"
          onClick={() => {
            selectionChanged();
            change({ sound: !hasSound });
          }}
        >
          {soundCell}
        </button>
      ) : (
        <div className="ratio cell still">{soundCell}</div>
      )}
    </>
  );
}
