/**
 * The exponential moving average that TensorBoard draws, without its bias towards the first values
 * (https://github.com/tensorflow/tensorboard/pull/639).
 * @param weight of what came before, from 0 to below 1
 * @returns a value for each; null where there is none
 */
export function smoothed(values: readonly (number | null)[], weight: number): (number | null)[] {
  let average = 0;
  let count = 0;
  return values.map((value) => {
    if (value === null) return null;
    average = average * weight + (1 - weight) * value;
    count++;
    return average / (1 - weight ** count);
  });
}
