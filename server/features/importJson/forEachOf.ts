/**
 * Runs `work` for every item, at most `limit` at once. Items are pulled as earlier ones end, so no more than
 * `limit` are held.
 * @throws what the first failure threw, once running work has ended; nothing new is started then.
 */
export async function forEachOf<Item>(
  items: AsyncIterable<Item>,
  limit: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.asyncIterator]();
  let hasFailed = false;
  const lane = async () => {
    try {
      while (!hasFailed) {
        const next = await iterator.next();
        if (next.done) {
          return;
        }
        await work(next.value);
      }
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const lanes = await Promise.allSettled(Array.from({ length: limit }, lane));
  const failure = lanes.find((one) => one.status === 'rejected');
  if (failure) {
    await iterator.return?.();
    throw failure.reason;
  }
}
