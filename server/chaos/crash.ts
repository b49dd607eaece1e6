/** A process that crashes in the middle of its work: a context whose database fails from some moment on. */
import type { AppContext } from '../app/context.ts';
import type { Database, Tx } from '../db/database.ts';

/** The process is dead. */
export class CrashError extends Error {
  override readonly name = 'CrashError';
}

export interface CrashPlan {
  /** The statement, counted over all transactions from 1, with which the process dies. */
  atStatement: number;
  /** Crashes right after the commit of that statement's transaction: committed, but nobody was told. */
  afterCommit: boolean;
}

/** The same object, with some methods replaced. */
function changed<Target extends object>(target: Target, changes: Partial<Target>): Target {
  return new Proxy(target, {
    get(_target, key) {
      if (Object.hasOwn(changes, key)) {
        return Reflect.get(changes, key);
      }
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The context as seen by a process that crashes as planned; what it has committed until then stays. */
export function crashing(app: AppContext, { atStatement, afterCommit }: CrashPlan): AppContext {
  let statements = 0;
  let isDead = false;
  const assertAlive = () => {
    if (isDead) {
      throw new CrashError('the process is dead');
    }
  };
  const db: Database = changed(app.db, {
    async query(statement, values) {
      assertAlive();
      return await app.db.query(statement, values);
    },
    async readOne(statement, id) {
      assertAlive();
      return await app.db.readOne(statement, id);
    },
    async transaction(work) {
      assertAlive();
      let isLast = false;
      const result = await app.db.transaction((tx) =>
        work(
          changed<Tx>(tx, {
            async query(statement, values) {
              assertAlive();
              statements += 1;
              isLast ||= statements >= atStatement;
              if (isLast && !afterCommit) {
                isDead = true;
                assertAlive();
              }
              return await tx.query(statement, values);
            },
          }),
        ),
      );
      isDead ||= isLast;
      assertAlive();
      return result;
    },
  });
  return { ...app, db };
}
