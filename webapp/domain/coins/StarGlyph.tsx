import { cx } from '../../ui/cx.ts';

/** Telegram Stars; takes the text colour, never gold. */
export function StarGlyph({ large }: { large?: boolean }) {
  return (
    <svg className={cx('star', large && 's16')} viewBox="0 0 24 24" aria-hidden="true">
      <path d="M12 2.6l2.8 6 6.5.8-4.8 4.5 1.3 6.5L12 17.2l-5.8 3.2 1.3-6.5L2.7 9.4l6.5-.8Z" />
    </svg>
  );
}
