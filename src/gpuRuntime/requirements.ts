/** What a version of TensorFlow needs to compute on a GPU. */
export interface Requirements {
  readonly cuda: string;
  readonly cudnn: string;
  /** Of NVIDIA's driver, the least on Linux. */
  readonly driver: string;
  /** What it loads by name when it looks for a GPU. */
  readonly libraries: readonly string[];
}

/**
 * By the first version that needs them: TensorFlow's "tested build configurations" (install from source, GPU), and the
 * least drivers of NVIDIA's "CUDA compatibility".
 */
const byVersion: readonly (readonly [version: string, Requirements])[] = [
  ['2.18', cuda12('12.5', '9.3', 9)],
  ['2.16', cuda12('12.3', '8.9', 8)],
  ['2.15', cuda12('12.2', '8.9', 8)],
  ['2.14', cuda11('11.8', '8.7')],
  ['2.12', cuda11('11.8', '8.6')],
  ['2.5', cuda11('11.2', '8.1')],
];

/**
 * @param version `unknown`: taken for the newest
 * @returns undefined for a version older than 2.5, of which nothing is known here
 */
export function requirementsOf(version: string): Requirements | undefined {
  if (version === 'unknown') return byVersion[0]?.[1];
  return byVersion.find(([first]) => compareVersions(version, first) >= 0)?.[1];
}

/** Of numbers with dots between them; a missing number is 0. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0));
  for (let place = 0; place < Math.max(left?.length ?? 0, right?.length ?? 0); place++) {
    const difference = (left?.[place] ?? 0) - (right?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function cuda11(cuda: string, cudnn: string): Requirements {
  const libraries = [
    'libcudart.so.11.0',
    'libcublas.so.11',
    'libcublasLt.so.11',
    'libcufft.so.10',
    'libcusolver.so.11',
  ];
  return { cuda, cudnn, driver: '450.80.02', libraries: [...libraries, 'libcusparse.so.11', 'libcudnn.so.8'] };
}

function cuda12(cuda: string, cudnn: string, major: number): Requirements {
  const libraries = ['libcudart.so.12', 'libcublas.so.12', 'libcublasLt.so.12', 'libcufft.so.11', 'libcusolver.so.11'];
  return { cuda, cudnn, driver: '525.60.13', libraries: [...libraries, 'libcusparse.so.12', `libcudnn.so.${major}`] };
}
