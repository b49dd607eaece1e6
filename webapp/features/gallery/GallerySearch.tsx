import Search from 'lucide-react/icons/search';
import { useEffect, useRef, useState } from 'react';
import { MAX_SEARCH } from '../../../shared/closedSets.ts';
import { useText } from '../../i18n/useText.ts';
import { Field } from '../../ui/Field.tsx';

/** Typing rests so long before the server is asked, ms. */
const REST_MS = 300;

interface GallerySearchProps {
  search: string;
  onSearch: (search: string) => void;
}

/** Finds works by their prompts while the search is typed. */
export function GallerySearch({ search, onSearch }: GallerySearchProps) {
  const t = useText('gallery');
  const [text, setText] = useState(search);
  const asked = useRef(search);
  const latest = useRef(onSearch);
  latest.current = onSearch;
  useEffect(() => {
    // The view was reset from outside.
    if (search !== asked.current) {
      asked.current = search;
      setText(search);
    }
  }, [search]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked.current) {
      return;
    }
    const timer = setTimeout(() => {
      asked.current = wanted;
      latest.current(wanted);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <search className="gallery-search">
      <Field
        label={t('search')}
        placeholder={t('search')}
        type="search"
        enterKeyHint="search"
        maxLength={MAX_SEARCH}
        icon={Search}
        value={text}
        onChange={setText}
        onKeyDown={({ key, currentTarget }) => key === 'Enter' && currentTarget.blur()}
        autoFocus={search === ''}
      />
    </search>
  );
}
