/**
 * Single calls, answered together: what is asked while a batch is under way makes up the next one.
 * @param most items of a batch
 */
export function inBatches<Item, Answer>(
  answer: (items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let busy = false;
  const work = async (): Promise<void> => {
    busy = true;
    // Those that are asked in this turn come along.
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most);
      try {
        const answers = await answer(batch.map(({ item }) => item));
        batch.forEach(({ resolve, reject }, index) => {
          const own = answers[index];
          if (own === undefined) reject(new Error(`of ${batch.length} items, only ${answers.length} were answered`));
          else resolve(own);
        });
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    busy = false;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void work();
    });
}
