import ImagePlus from 'lucide-react/icons/image-plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useEffect, useRef, useState } from 'react';
import { errorSentence } from '../../../api/appError.ts';
import { uploadPicture } from '../../../domain/media/uploadPicture.ts';
import { useFormat } from '../../../i18n/useFormat.ts';
import { Button } from '../../../ui/Button.tsx';
import { toast } from '../../../ui/toasts.ts';
import type { Draft } from './draft.ts';
import { useBroadcastText } from './texts.ts';

interface PicturePartProps {
  picture: Draft['picture'];
  onChange: (picture: Draft['picture']) => void;
}

/** The picture above the text: a file of this device. */
export function PicturePart({ picture, onChange }: PicturePartProps) {
  const t = useBroadcastText();
  const f = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const { share, send } = useUpload(onChange);
  const isSending = share !== null;
  return (
    <div>
      <span className="label">{t('picture.title')}</span>
      {picture && <img className="broadcast-picture" src={picture.url} alt={t('picture.alt')} />}
      <input
        ref={input}
        type="file"
        accept="image/*,.heic,.heif"
        className="vh"
        tabIndex={-1}
        aria-label={t('picture.add')}
        onChange={({ target }) => {
          const file = target.files?.[0];
          target.value = '';
          if (file) {
            void send(file);
          }
        }}
      />
      <div className="flex g8 wrap">
        <Button
          kind="gray"
          size="sm"
          icon={ImagePlus}
          busy={isSending}
          onClick={() => input.current?.click()}
        >
          {isSending
            ? t('picture.sending', { percent: f.percent(share) })
            : t(picture ? 'picture.change' : 'picture.add')}
        </Button>
        {picture && (
          <Button kind="gray" size="sm" icon={Trash2} onClick={() => onChange(null)}>
            {t('picture.remove')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Uploads one picture at a time; `share` is null while none is being uploaded. */
function useUpload(onDone: PicturePartProps['onChange']) {
  const [share, setShare] = useState<number | null>(null);
  const running = useRef<{ cancel: () => void } | null>(null);
  useEffect(() => () => running.current?.cancel(), []);
  const send = async (file: File) => {
    setShare(0);
    const upload = uploadPicture(file, setShare);
    running.current = upload;
    try {
      const { id, url } = await upload.done;
      onDone({ url, uploadId: id });
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'AbortError')) {
        toast(errorSentence(error), { kind: 'error' });
      }
    } finally {
      setShare(null);
    }
  };
  return { share, send };
}
