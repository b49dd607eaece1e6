import type { strings as first } from './en/first.ts';
import type { strings as later } from './en/later.ts';

/** English has every namespace and key; only plural endings differ by language. */
type Strings = typeof first & typeof later;

/** The namespaces that the app starts with. */
export type FirstNamespace = keyof typeof first;
/** The namespaces that are loaded when they are needed, or when the app is idle. */
export type LaterNamespace = keyof typeof later;
export type Namespace = FirstNamespace | LaterNamespace;

type PluralEnding = '_zero' | '_one' | '_two' | '_few' | '_many' | '_other';
type WithoutEnding<Key extends string> = Key extends `${infer Base}${PluralEnding}` ? Base : Key;

/** The dotted keys of a tree of texts, without plural endings. */
export type Keys<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutEnding<K> : `${K}.${Keys<T[K]>}`;
}[keyof T & string];

/** The keys of a namespace, and those of `common` with its name before them. */
export type TextKey<N extends Namespace> = Keys<Strings[N]> | `common:${Keys<Strings['common']>}`;
