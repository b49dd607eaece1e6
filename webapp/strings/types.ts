import type { strings } from './en/index.ts';

/** English has every namespace and key; only plural endings differ by language. */
export type Namespace = keyof typeof strings;

type PluralEnding = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other';
type WithoutEnding<Key extends string> = Key extends `${infer Base}${PluralEnding}` ? Base : Key;

/** The dotted keys of a tree of texts, without plural endings. */
export type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutEnding<K> : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** The keys of a namespace, and those of `common` with its name before them. */
export type TextKey<N extends Namespace> =
  | Keys<(typeof strings)[N]>
  | `common:${Keys<(typeof strings)['common']>}`;
