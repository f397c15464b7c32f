// The text of the matrix product in WebAssembly; see the comment at the head of what it returns.

/** Columns of C that a kernel computes at once: two registers. */
const nr = 8;
/** Elements of a sum that are added up before the next are begun: a panel of B, kc x nr, stays in the first cache. */
const kc = 384;
/** Rows of A that are packed at once: mc x kc stays in the second cache. */
const mc = 192;

const indent = (/** @type {string} */ lines) => lines.replace(/^/gm, '      ');
const times = (/** @type {number} */ count, /** @type {(index: number) => string} */ line) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');
const get = (/** @type {string} */ name) => `(local.get $${name})`;
const bytes = (/** @type {string} */ name) => `(i32.shl ${get(name)} (i32.const 2))`;

/**
 * @param {object} how
 * @param {boolean} how.fused whether a product is added by one instruction (relaxed SIMD), which rounds once
 */
export function gemmWat({ fused }) {
  // With a register for the product of its own, fewer are left for the sums: x64 has 16, and V8 keeps one.
  const mr = fused ? 6 : 4;
  const accumulators = times(mr, (row) => `(local $c${row}l v128) (local $c${row}h v128)`);
  const multiplyAdd = (/** @type {string} */ sum, /** @type {string} */ factor) =>
    fused
      ? `(local.set $${sum} (f32x4.relaxed_madd ${get('x')} ${get(factor)} ${get(sum)}))`
      : `(local.set $${sum} (f32x4.add ${get(sum)} (f32x4.mul ${get('x')} ${get(factor)})))`;
  const one = (/** @type {number} */ k) => `
(local.set $bl (v128.load offset=${k * nr * 4} ${get('b')}))
(local.set $bh (v128.load offset=${k * nr * 4 + 16} ${get('b')}))
${times(
  mr,
  (row) => `(local.set $x (v128.load32_splat offset=${(k * mr + row) * 4} ${get('a')}))
${multiplyAdd(`c${row}l`, 'bl')}
${multiplyAdd(`c${row}h`, 'bh')}`,
)}`;
  const store = (/** @type {number} */ row) => `
(local.set $c${row}l (f32x4.mul ${get(`c${row}l`)} ${get('x')}))
(local.set $c${row}h (f32x4.mul ${get(`c${row}h`)} ${get('x')}))
(if ${get('adds')} (then
  (local.set $c${row}l (f32x4.add ${get(`c${row}l`)} (v128.load ${get('c')})))
  (local.set $c${row}h (f32x4.add ${get(`c${row}h`)} (v128.load offset=16 ${get('c')}))))
(else (if ${get('bias')} (then
  (local.set $c${row}l (f32x4.add ${get(`c${row}l`)} (v128.load ${get('bias')})))
  (local.set $c${row}h (f32x4.add ${get(`c${row}h`)} (v128.load offset=16 ${get('bias')})))))))
(v128.store ${get('c')} ${get(`c${row}l`)})
(v128.store offset=16 ${get('c')} ${get(`c${row}h`)})
(local.set $c (i32.add ${get('c')} ${get('cRow')}))`;

  return `;; C = alpha A B + bias in float32, in the way of Goto and van de Geijn (2008, "Anatomy of high-performance matrix
;; multiplication"): A and B are packed into panels, ${mr} rows and ${nr} columns wide and padded with zeros, that a kernel reads
;; from end to end while ${mr} x ${nr} sums stay in registers. Pointers and strides are bytes.
(module
  (import "memory" "memory" (memory 1))

  ;; Writes $width columns of $length elements, one beside the other, as a panel of $panel: zeros stand in the missing columns.
  (func $pack (param $to i32) (param $from i32) (param $width i32) (param $panel i32) (param $length i32)
    (param $across i32) (param $along i32)
    (local $column i32) (local $k i32) (local $source i32) (local $target i32)
    (loop $columns
      (local.set $source (i32.add ${get('from')} (i32.mul ${get('column')} ${get('across')})))
      (local.set $target (i32.add ${get('to')} ${bytes('column')}))
      (local.set $k ${get('length')})
      (if (i32.lt_u ${get('column')} ${get('width')})
        (then (loop $elements
          (f32.store ${get('target')} (f32.load ${get('source')}))
          (local.set $source (i32.add ${get('source')} ${get('along')}))
          (local.set $target (i32.add ${get('target')} ${bytes('panel')}))
          (br_if $elements (local.tee $k (i32.sub ${get('k')} (i32.const 1))))))
        (else (loop $zeros
          (f32.store ${get('target')} (f32.const 0))
          (local.set $target (i32.add ${get('target')} ${bytes('panel')}))
          (br_if $zeros (local.tee $k (i32.sub ${get('k')} (i32.const 1)))))))
      (local.set $column (i32.add ${get('column')} (i32.const 1)))
      (br_if $columns (i32.lt_u ${get('column')} ${get('panel')}))))

  ;; A full panel of B whose rows are contiguous.
  (func $packRows (param $to i32) (param $from i32) (param $length i32) (param $along i32)
    (loop $rows
      (v128.store ${get('to')} (v128.load ${get('from')}))
      (v128.store offset=16 ${get('to')} (v128.load offset=16 ${get('from')}))
      (local.set $from (i32.add ${get('from')} ${get('along')}))
      (local.set $to (i32.add ${get('to')} (i32.const ${nr * 4})))
      (br_if $rows (local.tee $length (i32.sub ${get('length')} (i32.const 1))))))

  ;; ${mr} x ${nr} elements of C from a panel of each; $adds: to what is there, else to the bias, if any.
  (func $tile (param $a i32) (param $b i32) (param $length i32) (param $c i32) (param $cRow i32)
    (param $adds i32) (param $bias i32) (param $alpha f32)
    (local $bl v128) (local $bh v128) (local $x v128)
${accumulators.replace(/^/gm, '    ')}
    (block $whole
      (br_if $whole (i32.lt_s ${get('length')} (i32.const 4)))
      (loop $elements${indent(times(4, one))}
        (local.set $a (i32.add ${get('a')} (i32.const ${4 * mr * 4})))
        (local.set $b (i32.add ${get('b')} (i32.const ${4 * nr * 4})))
        (local.set $length (i32.sub ${get('length')} (i32.const 4)))
        (br_if $elements (i32.ge_s ${get('length')} (i32.const 4)))))
    (block $done
      (loop $rest
        (br_if $done (i32.eqz ${get('length')}))${indent(one(0))}
        (local.set $a (i32.add ${get('a')} (i32.const ${mr * 4})))
        (local.set $b (i32.add ${get('b')} (i32.const ${nr * 4})))
        (local.set $length (i32.sub ${get('length')} (i32.const 1)))
        (br $rest)))
    (local.set $x (f32x4.splat ${get('alpha')}))${indent(times(mr, store))})

  ;; Takes what of a tile lies inside C.
  (func $edge (param $tile i32) (param $c i32) (param $cRow i32) (param $rows i32) (param $columns i32)
    (param $adds i32) (param $bias i32)
    (local $column i32) (local $sum f32) (local $at i32)
    (loop $eachRow
      (local.set $column (i32.const 0))
      (loop $eachColumn
        (local.set $at (i32.add ${get('c')} ${bytes('column')}))
        (local.set $sum (f32.load (i32.add ${get('tile')} ${bytes('column')})))
        (if ${get('adds')}
          (then (local.set $sum (f32.add ${get('sum')} (f32.load ${get('at')}))))
          (else (if ${get('bias')} (then
            (local.set $sum (f32.add ${get('sum')} (f32.load (i32.add ${get('bias')} ${bytes('column')}))))))))
        (f32.store ${get('at')} ${get('sum')})
        (local.set $column (i32.add ${get('column')} (i32.const 1)))
        (br_if $eachColumn (i32.lt_u ${get('column')} ${get('columns')})))
      (local.set $tile (i32.add ${get('tile')} (i32.const ${nr * 4})))
      (local.set $c (i32.add ${get('c')} ${get('cRow')}))
      (br_if $eachRow (local.tee $rows (i32.sub ${get('rows')} (i32.const 1))))))

  ;; How many bytes of $work a product with $n columns takes.
  (func (export "workBytes") (param $n i32) (result i32)
    (i32.add
      (i32.const ${mc * kc * 4 + mr * nr * 4})
      (i32.mul (i32.and (i32.add ${get('n')} (i32.const ${nr - 1})) (i32.const -${nr})) (i32.const ${kc * 4}))))

  ;; C [m, n] = alpha A [m, k] B [k, n] + bias [n]; C is contiguous, A and B have any strides. $bias may be 0: none.
  (func (export "gemm") (param $m i32) (param $n i32) (param $k i32)
    (param $a i32) (param $aRow i32) (param $aColumn i32) (param $b i32) (param $bRow i32) (param $bColumn i32)
    (param $c i32) (param $alpha f32) (param $bias i32) (param $work i32)
    (local $tile i32) (local $packedA i32) (local $packedB i32)
    (local $pc i32) (local $length i32) (local $ic i32) (local $block i32) (local $i i32) (local $j i32)
    (local $rows i32) (local $columns i32) (local $panelA i32) (local $panelB i32) (local $at i32) (local $beside i32)
    (local.set $tile ${get('work')})
    (local.set $packedA (i32.add ${get('work')} (i32.const ${mr * nr * 4})))
    (local.set $packedB (i32.add ${get('packedA')} (i32.const ${mc * kc * 4})))
    (loop $sums
      (local.set $length (i32.sub ${get('k')} ${get('pc')}))
      (if (i32.gt_u ${get('length')} (i32.const ${kc})) (then (local.set $length (i32.const ${kc}))))
      (local.set $j (i32.const 0))
      (local.set $panelB ${get('packedB')})
      (loop $columnsToPack
        (local.set $at (i32.add (i32.add ${get('b')} (i32.mul ${get('pc')} ${get('bRow')})) (i32.mul ${get('j')} ${get('bColumn')})))
        (local.set $columns (i32.sub ${get('n')} ${get('j')}))
        (if (i32.gt_u ${get('columns')} (i32.const ${nr})) (then (local.set $columns (i32.const ${nr}))))
        (if (i32.and (i32.eq ${get('bColumn')} (i32.const 4)) (i32.eq ${get('columns')} (i32.const ${nr})))
          (then (call $packRows ${get('panelB')} ${get('at')} ${get('length')} ${get('bRow')}))
          (else (call $pack ${get('panelB')} ${get('at')} ${get('columns')} (i32.const ${nr}) ${get('length')} ${get('bColumn')} ${get('bRow')})))
        (local.set $panelB (i32.add ${get('panelB')} (i32.mul ${get('length')} (i32.const ${nr * 4}))))
        (local.set $j (i32.add ${get('j')} (i32.const ${nr})))
        (br_if $columnsToPack (i32.lt_u ${get('j')} ${get('n')})))
      (local.set $ic (i32.const 0))
      (loop $blocks
        (local.set $block (i32.sub ${get('m')} ${get('ic')}))
        (if (i32.gt_u ${get('block')} (i32.const ${mc})) (then (local.set $block (i32.const ${mc}))))
        (local.set $i (i32.const 0))
        (local.set $panelA ${get('packedA')})
        (loop $rowsToPack
          (local.set $rows (i32.sub ${get('block')} ${get('i')}))
          (if (i32.gt_u ${get('rows')} (i32.const ${mr})) (then (local.set $rows (i32.const ${mr}))))
          (call $pack ${get('panelA')}
            (i32.add (i32.add ${get('a')} (i32.mul (i32.add ${get('ic')} ${get('i')}) ${get('aRow')})) (i32.mul ${get('pc')} ${get('aColumn')}))
            ${get('rows')} (i32.const ${mr}) ${get('length')} ${get('aRow')} ${get('aColumn')})
          (local.set $panelA (i32.add ${get('panelA')} (i32.mul ${get('length')} (i32.const ${mr * 4}))))
          (local.set $i (i32.add ${get('i')} (i32.const ${mr})))
          (br_if $rowsToPack (i32.lt_u ${get('i')} ${get('block')})))
        (local.set $j (i32.const 0))
        (local.set $panelB ${get('packedB')})
        (loop $columnPanels
          (local.set $columns (i32.sub ${get('n')} ${get('j')}))
          (if (i32.gt_u ${get('columns')} (i32.const ${nr})) (then (local.set $columns (i32.const ${nr}))))
          (local.set $beside (i32.const 0))
          (if ${get('bias')} (then (local.set $beside (i32.add ${get('bias')} ${bytes('j')}))))
          (local.set $i (i32.const 0))
          (local.set $panelA ${get('packedA')})
          (loop $rowPanels
            (local.set $rows (i32.sub ${get('block')} ${get('i')}))
            (if (i32.gt_u ${get('rows')} (i32.const ${mr})) (then (local.set $rows (i32.const ${mr}))))
            (local.set $at (i32.add ${get('c')} (i32.shl
              (i32.add (i32.mul (i32.add ${get('ic')} ${get('i')}) ${get('n')}) ${get('j')}) (i32.const 2))))
            (if (i32.and (i32.eq ${get('rows')} (i32.const ${mr})) (i32.eq ${get('columns')} (i32.const ${nr})))
              (then (call $tile ${get('panelA')} ${get('panelB')} ${get('length')} ${get('at')} ${bytes('n')}
                ${get('pc')} ${get('beside')} ${get('alpha')}))
              (else
                (call $tile ${get('panelA')} ${get('panelB')} ${get('length')} ${get('tile')} (i32.const ${nr * 4})
                  (i32.const 0) (i32.const 0) ${get('alpha')})
                (call $edge ${get('tile')} ${get('at')} ${bytes('n')} ${get('rows')} ${get('columns')} ${get('pc')} ${get('beside')})))
            (local.set $panelA (i32.add ${get('panelA')} (i32.mul ${get('length')} (i32.const ${mr * 4}))))
            (local.set $i (i32.add ${get('i')} (i32.const ${mr})))
            (br_if $rowPanels (i32.lt_u ${get('i')} ${get('block')})))
          (local.set $panelB (i32.add ${get('panelB')} (i32.mul ${get('length')} (i32.const ${nr * 4}))))
          (local.set $j (i32.add ${get('j')} (i32.const ${nr})))
          (br_if $columnPanels (i32.lt_u ${get('j')} ${get('n')})))
        (local.set $ic (i32.add ${get('ic')} (i32.const ${mc})))
        (br_if $blocks (i32.lt_u ${get('ic')} ${get('m')})))
      (local.set $pc (i32.add ${get('pc')} (i32.const ${kc})))
      (br_if $sums (i32.lt_u ${get('pc')} ${get('k')})))))
`;
}
