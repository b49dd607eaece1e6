import Search from 'lucide-react/icons/search';
import type { ReactNode } from 'react';
import { Field } from '../../ui/Field.tsx';

interface ListToolsProps {
  /** What the search field says. */
  search: string;
  maxLength?: number;
  query: string;
  onQuery: (query: string) => void;
  /** Filters below it. */
  children: ReactNode;
}

/** What narrows a list: a search field, and filters. */
export function ListTools({ search, maxLength = 100, query, onQuery, children }: ListToolsProps) {
  return (
    <div className="admin-tools">
      <div className="pad">
        <Field
          label={search}
          placeholder={search}
          type="search"
          enterKeyHint="search"
          maxLength={maxLength}
          icon={Search}
          value={query}
          onChange={onQuery}
        />
      </div>
      {children}
    </div>
  );
}
