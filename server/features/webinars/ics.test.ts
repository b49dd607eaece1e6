import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CalendarEvent, writeCalendar } from './ics.ts';

const event: CalendarEvent = {
  id: '0190f0c0-0000-7000-8000-000000000001',
  title: 'Портреты; свет, тень',
  description: 'Первая строка\nВторая',
  startsAt: new Date('2026-09-01T17:00:00Z'),
  durationMinutes: 90,
  link: 'https://example.com/room',
  revision: 0,
  cancelled: false,
};
const now = new Date('2026-08-01T00:00:00Z');

/** Undoes the folding of long lines. */
const unfold = (text: string) => text.replaceAll('\r\n ', '').split('\r\n');

describe('writeCalendar', () => {
  it('contains time, title and place', () => {
    const lines = unfold(writeCalendar(event, now));
    expect(lines).toContain('DTSTART:20260901T170000Z');
    expect(lines).toContain('DTEND:20260901T183000Z');
    expect(lines).toContain('DTSTAMP:20260801T000000Z');
    expect(lines).toContain('SUMMARY:Портреты\\; свет\\, тень');
    expect(lines).toContain('DESCRIPTION:Первая строка\\nВторая\\n\\nhttps://example.com/room');
    expect(lines.at(0)).toBe('BEGIN:VCALENDAR');
    expect(lines.at(-2)).toBe('END:VCALENDAR');
  });

  it('keeps every line short and adds none, whatever the title is', () => {
    const whole = unfold(writeCalendar(event, now)).length;
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (title) => {
        const text = writeCalendar({ ...event, title }, now);
        for (const line of text.split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        }
        expect(unfold(text)).toHaveLength(whole);
        expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
