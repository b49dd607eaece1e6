import { expect, it } from 'vitest';
import { systemFont } from './systemFont.ts';

it.each([
  ['iPhone', '-apple-system, sans-serif'],
  ['iPad', '-apple-system, sans-serif'],
  ['MacIntel', '-apple-system, sans-serif'],
  ['Win32', '"Segoe UI", sans-serif'],
  ['Linux armv81', 'Roboto, sans-serif'],
  ['Linux x86_64', 'Roboto, sans-serif'],
  ['', 'Roboto, sans-serif'],
])('names one family for %s', (platform, families) => {
  expect(systemFont(platform)).toBe(families);
});
