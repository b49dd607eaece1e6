/** Formats of environment values, with messages for the operator. */
import { z } from 'zod';

export const yesOrNo = z.enum(['true', 'false', '1', '0'], { error: 'must be true or false' });
export const isYes = (text: string) => text === 'true' || text === '1';
export const flag = (fallback: 'true' | 'false') => yesOrNo.default(fallback).transform(isYes);
export const whole = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: 'must be a whole number' })
    .int('must be a whole number')
    .min(min, `must be at least ${min}`)
    .max(max, `must be at most ${max}`)
    .default(fallback);
export const url = (protocols: RegExp, words: string) =>
  z.url({ protocol: protocols, error: `must be ${words}` });
export const httpUrl = url(/^https?$/, 'an http:// or https:// address');
export const text = z.string().min(1, 'must not be empty');
/** A secret that can't be guessed. */
export const key = z.string().min(16, 'must have at least 16 characters');
