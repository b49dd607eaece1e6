import data from '@mdn/browser-compat-data' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { laterFunctions, laterIn } from './laterFunctions.ts';

const later = laterFunctions(data, { safari_ios: '15.4', chrome_android: '105' });

describe('functions that are newer than the oldest webviews', () => {
  it.each([
    ['AbortSignal.timeout(1)', 'AbortSignal.timeout'],
    ['n=AbortSignal.any([a])', 'AbortSignal.any'],
    ['e.toSorted((a,b)=>a-b)', 'Array.prototype.toSorted'],
    ['[...e].toReversed()', 'Array.prototype.toReversed'],
    ['f(x)?.toSpliced(1)', 'Array.prototype.toSpliced'],
    ['Promise.withResolvers()', 'Promise.withResolvers'],
    ['Object.groupBy(a,b)', 'Object.groupBy'],
    ['Array.fromAsync(a)', 'Array.fromAsync'],
    ['URL.canParse(a)', 'URL.canParse'],
    ['t.isWellFormed()', 'String.prototype.isWellFormed'],
    ['a.split(/(?<=\\.) /)', 'look-behind of regular expressions'],
    ['/(?<!a)b/.test(c)', 'look-behind of regular expressions'],
  ])('%s is found', (script, name) => {
    expect(laterIn(script, later)).toContain(name);
  });

  it.each([
    'z.any()',
    'e.at(-1)',
    'e.findLast(f)',
    't.replaceAll(a,b)',
    'Object.hasOwn(a,b)',
    'crypto.randomUUID()',
    'e.map(f).filter(g)',
    '/(?<year>\\d+)(?=-)/.exec(a)',
    'my.AbortSignal.timeout(1)',
  ])('%s is none of them', (script) => {
    expect(laterIn(script, later)).toEqual([]);
  });
});
