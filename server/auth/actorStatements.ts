import type { Role } from '../../shared/schemas/me.ts';
import { sql } from '../db/statement.ts';

export interface Person {
  /** The Telegram id. */
  id: number;
  user_id: number;
  role: Role;
  blocked: boolean;
}

// Raw SQL: before every call, in a prepared statement; the foundation does not know the model of people.
/** By Telegram ids, as a JSON array. */
export const findPeople = sql<Person>(
  `select telegram_id as id, id as user_id, role, blocked_at is not null as blocked
   from users where telegram_id = any (array(select value::bigint from json_array_elements_text($1)))`,
);

// Raw SQL: the foundation does not know the model of people. By id; no row for a person whose data were
// erased.
/** By number; nobody whose data were erased. */
export const findByNumber = sql<{ id: number; telegram_id: number; role: Role }>(
  `select id, telegram_id, role from users where id = $1 and erased_at is null`,
);
