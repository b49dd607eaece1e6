/** Writes iCalendar files (RFC 5545). */

export interface CalendarEvent {
  id: string;
  title: string;
  description: string;
  startsAt: Date;
  durationMinutes: number;
  /** May be empty: not known yet. */
  link: string;
  /** Rises with every change, so that calendars take the newer version. */
  revision: number;
  cancelled: boolean;
}

/** One event, with an alarm an hour before it; of a cancelled one, that calendars take it out. */
export function writeCalendar(event: CalendarEvent, now: Date): string {
  const endsAt = new Date(event.startsAt.getTime() + event.durationMinutes * 60_000);
  const link = event.link.trim();
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//AI Coins//Webinars//EN',
    'CALSCALE:GREGORIAN',
    `METHOD:${event.cancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${event.id}@ai-coins`,
    `SEQUENCE:${event.revision}`,
    `STATUS:${event.cancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // Both methods demand one (RFC 5546); nobody is to be written to.
    'ORGANIZER;CN=AI Coins:invalid:nomail',
    `DTSTAMP:${toUtc(now)}`,
    `DTSTART:${toUtc(event.startsAt)}`,
    `DTEND:${toUtc(endsAt)}`,
    `SUMMARY:${escapeText(event.title)}`,
    ...filled('DESCRIPTION', escapeText([event.description, link].filter(Boolean).join('\n\n'))),
    ...filled('LOCATION', escapeText(link)),
    ...filled('URL', link.replace(/[\r\n]/g, '')),
    ...(event.cancelled ? [] : alarm(event.title)),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${fold(line)}\r\n`)
    .join('');
}

/** An hour before the start. */
function alarm(title: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT1H',
    `DESCRIPTION:${escapeText(title)}`,
    'END:VALARM',
  ];
}

/** A property without a value is left out: some calendars refuse the whole file for it. */
function filled(property: string, value: string): string[] {
  return value === '' ? [] : [`${property}:${value}`];
}

function toUtc(date: Date): string {
  return date.toISOString().replace(/[-:]|\.\d{3}/g, '');
}

function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

const MAX_LINE = 75;

/** Breaks a line after 75 octets, never inside a character. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_LINE) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
