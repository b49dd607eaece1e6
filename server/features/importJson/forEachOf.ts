/**
 * Does `work` with every item, with at most `limit` of them at once. Items are asked for as work on earlier ones
 * ends, so no more than `limit` are held.
 * @throws what the first failure threw, after what was under way has ended; nothing new is begun then.
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
