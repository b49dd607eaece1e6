/**
 * A pattern of word forms, separated by spaces: `лис*` is a prefix, `кот` the exact word (English ones also
 * with -s or -es), `night_city` consecutive words.
 */
export type Forms = string;

/** Lower-case words without ё, hyphens or punctuation. */
export function tokenise(prompt: string): string[] {
  return (
    prompt
      .toLowerCase()
      .replaceAll('ё', 'е')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, 400);
}

type Test = (word: string) => boolean;

function compileWord(form: string): Test {
  if (form.endsWith('*')) {
    const start = form.slice(0, -1);
    return (word) => word.startsWith(start);
  }
  if (/^[a-z]/.test(form)) {
    return (word) => word === form || word === `${form}s` || word === `${form}es`;
  }
  return (word) => word === form;
}

export interface Found<Key> {
  key: Key;
  /** Index of the first word, and of the word after the last. */
  from: number;
  to: number;
}

const refusals = new Set(['без', 'no', 'not', 'without', 'не', 'нет']);

/** Makes a function that finds the table's keys in a prompt; of overlapping forms the longer one is found. */
export function compileTable<Key extends string>(
  table: Readonly<Record<Key, Forms>>,
): (words: readonly string[]) => Found<Key>[] {
  const entries = (Object.entries(table) as [Key, Forms][]).flatMap(([key, forms]) =>
    forms.split(' ').map((form) => ({ key, tests: form.split('_').map(compileWord) })),
  );
  entries.sort((a, b) => b.tests.length - a.tests.length);
  return (words) => {
    const found: Found<Key>[] = [];
    for (let from = 0; from < words.length; ) {
      const entry = entries.find(({ tests }) =>
        tests.every((test, i) => {
          const word = words[from + i];
          return word !== undefined && test(word);
        }),
      );
      if (entry === undefined || refusals.has(words[from - 1] ?? '')) {
        from += 1;
        continue;
      }
      found.push({ key: entry.key, from, to: from + entry.tests.length });
      from += entry.tests.length;
    }
    return found;
  };
}
