/**
 * `node bench/importJson.ts [people]`: how long the import of an older store takes, the first time and again
 * (100 000 people by default). Each has a session, stats and XP, a third a badge, most a name.
 */
import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { associations, tables } from '../server/app/models.ts';
import { countOf } from '../server/core/countOf.ts';
import { Database } from '../server/db/database.ts';
import { startEmbeddedPostgres } from '../server/db/embedded.ts';
import { migrateUp } from '../server/db/migrate.ts';
import { listViolations } from '../server/features/audit/violations.ts';
import { runImportCommand } from '../server/features/importJson/command.ts';
import { MAX_BATCHES_UNDER_WAY } from '../server/features/importJson/importJson.ts';
import { insertCatalog } from './seed.ts';

const people = Number(process.argv[2] ?? 100_000);
const print = (line: string) => process.stdout.write(`${line}\n`);

function entryOf(n: number): object {
  return {
    user: n % 5 === 0 ? null : { first_name: `Имя ${n % 997}`, username: `old_user_${n}` },
    session: {
      question_count: n % 10,
      state: 'waiting_answer',
      case_data: { client: `TechCorp ${n}`, product: 'CRM', pains: ['потеря заявок', 'отчёты'] },
      per_type_counts: { situation: 2, problem: 3, implication: 1, need_payoff: 1 },
    },
    stats: {
      total_trainings: n % 40,
      total_score: (n % 40) * 120,
      best_score: 185,
      total_xp: 50 + (n % 2000),
      ...(n % 3 === 0 && { badges: ['trainee'] }),
    },
  };
}

function* lines(): Generator<string> {
  for (let n = 0; n < people; n++) {
    yield `${n === 0 ? '{' : ','}"${1_000_000_000 + n}": ${JSON.stringify(entryOf(n))}\n`;
  }
  yield '}';
}

const scratch = join(tmpdir(), `ai-coins-import-${randomUUID()}`);
await mkdir(scratch);
const postgres = await startEmbeddedPostgres({ dataDir: join(scratch, 'postgres') });
try {
  const path = join(scratch, 'users_data.json');
  await pipeline(lines, createWriteStream(path));
  await migrateUp(postgres.url);
  await insertCatalog(postgres.url);
  const options = { poolSize: MAX_BATCHES_UNDER_WAY, tables, associations };
  const db = new Database({ url: postgres.url, ...options });
  print(`${people} people, ${((await stat(path)).size / 1e6).toFixed(1)} MB`);
  for (const run of ['first', 'second']) {
    print(`\n${run} run`);
    const { user, system } = process.cpuUsage();
    await runImportCommand(db, [path, '--bot', 'spin_bot'], {
      print,
      showProgress: () => undefined,
    });
    const used = process.cpuUsage({ user, system });
    print(`${((used.user + used.system) / 1e6).toFixed(1)} s of this process's own time.`);
  }
  print(`\n${countOf((await listViolations(db)).length, 'violation')} of the audit`);
  await db.close();
} finally {
  await postgres.stop();
  await rm(scratch, { recursive: true });
}
