import { expect, it, vi } from 'vitest';
import { sql } from '../../db/statement.ts';
import { testApp } from '../../testing/testApp.ts';
import { Presence } from './presence.ts';

const test = testApp();
const countOpen = sql<{ n: number }>(
  'select count(*) as n from app_presence where open_until > now()',
);

it('is written in one statement, however many people open, close and reopen the app', async () => {
  const presence = new Presence(test.app.db, (error) => {
    throw error;
  });
  const open = async () => (await test.app.db.query(countOpen))[0]?.n;
  const writes = vi.spyOn(test.app.db, 'transaction');
  for (let window = 0; window < 5; window++) {
    for (let userId = 1; userId <= 200; userId++) {
      presence.enter(userId);
    }
  }
  await presence.flush();
  expect(await open()).toBe(200);
  for (let userId = 1; userId <= 200; userId++) {
    presence.leave(userId);
  }
  await presence.flush();
  expect(await open()).toBe(200);
  expect(writes).toHaveBeenCalledTimes(1);
  for (let window = 0; window < 4; window++) {
    presence.leave(1);
  }
  await presence.flush();
  expect(await open()).toBe(199);
  await presence.close();
  expect(await open()).toBe(0);
  writes.mockRestore();
});
