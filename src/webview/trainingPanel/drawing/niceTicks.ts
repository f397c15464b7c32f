/**
 * Round values for an axis: multiples of 1, 2 or 5 times a power of ten, about as many as wanted; on a logarithmic axis 1, 2
 * and 5 of each decade, or the decades alone where they are many.
 */
export function niceTicks(low: number, high: number, wanted: number, logarithmic: boolean): number[] {
  if (logarithmic) return logarithmicTicks(low, high, wanted);
  const rough = (high - low) / wanted;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((digit) => digit * power >= rough * 0.999) ?? 10) * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  // From whole numbers, so that 0.3 is not 0.30000000000000004.
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toFixed(digits)));
}

function logarithmicTicks(low: number, high: number, wanted: number): number[] {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const decades = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const digits = decades.length > wanted ? [1] : [1, 2, 5];
  return decades
    .flatMap((decade) => digits.map((digit) => Number(`${digit}e${decade}`)))
    .filter((value) => value >= low && value <= high);
}
