import { Fragment, type ReactNode } from 'react';

/**
 * Turns marked words of a text into elements: `rich(t('terms'), { link: (words) => <a>{words}</a> })`
 * for "By continuing you accept the <link>terms</link>".
 */
export function rich(
  text: string,
  marks: Readonly<Record<string, (text: string) => ReactNode>>,
): ReactNode {
  const parts = text.split(/<(\w+)>(.*?)<\/\1>/g);
  return parts.map((part, i) => {
    // split() gives: text, mark, words, text, mark, words, …
    const marked = parts[i + 1];
    if (i % 3 === 2) {
      return null;
    }
    const mark = i % 3 === 1 ? marks[part] : undefined;
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text keep their places
    return <Fragment key={i}>{mark ? mark(marked ?? '') : i % 3 === 1 ? marked : part}</Fragment>;
  });
}
