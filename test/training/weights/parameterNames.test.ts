import { expect, it } from 'vitest';
import { listNames } from '../../../src/training/weights/parameterNames';

it('lists every name, and layers and parts of one kind together', () => {
  const names = [
    ...[0, 1, 2, 4, 10, 11].flatMap((layer) => [
      `bert.encoder.layer.${layer}.output.dense.weight`,
      `bert.encoder.layer.${layer}.output.dense.bias`,
    ]),
    'bert.encoder.layer.3.output.dense.bias',
    'cls.predictions.bias',
    'position_ids',
  ];
  expect(listNames(names)).toBe(
    'bert.encoder.layer.0-2+4+10-11.output.dense.{weight, bias}, bert.encoder.layer.3.output.dense.bias, ' +
      'cls.predictions.bias, position_ids',
  );
  expect(listNames([])).toBe('');
});
