/**
 * `npm run doctor`: checks everything that a running product needs, and says in plain sentences what is wrong
 * and what to do. It changes nothing except for a probe file that it deletes again.
 */

import { type Config, ConfigError, readConfig, readSecrets } from '../app/config.ts';
import { type Finding, type FindingState, ok, problem, reasonOf } from '../core/finding.ts';
import { Redactor } from '../core/redactor.ts';
import { checkGenerationProviders } from '../features/generation/providers/checks.ts';
import { checkPaymentProviders } from '../features/payments/providers/checks.ts';
import { checkAddress, checkWebApp } from './checks/address.ts';
import { checkDatabase } from './checks/database.ts';
import { checkPooling } from './checks/pooler.ts';
import { checkStorage } from './checks/storage.ts';
import { checkBots } from './checks/telegram.ts';

type Environment = Record<string, string | undefined>;

const marks: Record<FindingState, string> = { ok: '✓', warning: '!', problem: '✗' };

/** @returns one or more findings for every part, in the order in which an owner would fix them. */
export async function examine(env: Environment = process.env): Promise<Finding[]> {
  let config: Config;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) {
      throw error;
    }
    return error.problems.map((text) =>
      problem(
        'settings',
        text,
        '`.env.example` explains every setting; `npm run setup` asks for them.',
      ),
    );
  }
  const parts = await Promise.all([
    config.database.url === null
      ? [
          problem(
            'database',
            'DATABASE_URL is empty: the embedded database is for development.',
            'Set it to a PostgreSQL of your own.',
          ),
        ]
      : guarded('database', checkDatabaseAddresses(config.database.url, config.database)),
    guarded('storage', checkStorage(config.storage)),
    guarded('telegram', checkBots(config)),
    guarded('address', checkAddress(config.http.publicUrl, config.telegram.apiRoot)),
    guarded('web app', checkWebApp()),
    guarded('payments', checkPaymentProviders(config.payments, config.http.publicUrl)),
    guarded('AI providers', checkGenerationProviders(config.generation.providers)),
  ]);
  return [ok('settings', 'Complete.'), ...parts.flat()];
}

async function checkDatabaseAddresses(
  url: string,
  { directUrl, poolSize }: Config['database'],
): Promise<Finding[]> {
  const found = await checkDatabase(directUrl ?? url, poolSize);
  // Where the database can't be reached, that has been reported.
  return [...found, ...(await checkPooling(url, directUrl).catch(() => []))];
}

/** A check that fails unexpectedly is a problem of its part, and does not end the others. */
async function guarded(subject: string, check: Promise<Finding | Finding[]>): Promise<Finding[]> {
  try {
    return [await check].flat();
  } catch (error) {
    return [problem(subject, `The check failed: ${reasonOf(error)}.`, 'Look at what it says.')];
  }
}

/** One line for each finding, and one below it that says what to do. No configured secret appears. */
export function describeFindings(findings: readonly Finding[], env: Environment = process.env) {
  const redactor = new Redactor(readSecrets(env));
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ subject, state, text, advice }) => [
    `${marks[state]} ${subject.padEnd(width)}  ${text}`,
    ...(advice ? [`  ${' '.repeat(width)}  → ${advice}`] : []),
  ]);
  return redactor.text(lines.join('\n'));
}

/** @returns whether nothing is wrong; warnings are allowed. */
export async function runDoctor(print: (line: string) => void): Promise<boolean> {
  const findings = await examine();
  print(describeFindings(findings));
  const problems = findings.filter(({ state }) => state === 'problem').length;
  print(
    problems === 0 ? 'All is well.' : `${problems === 1 ? 'One problem' : `${problems} problems`}.`,
  );
  return problems === 0;
}
