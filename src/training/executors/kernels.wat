;; The loops that run over every parameter or every dropout mask of a step, on float32 SIMD.
;; Compiled into kernels.wasm.ts by scripts/make-kernels.mjs. Pointers are bytes; counts are of elements, multiples of 8 unless said.
(module
  (import "memory" "memory" (memory 1))

  ;; Sum of squares; in float32 over blocks of 4,096, then in float64, as a sum of millions needs.
  (func (export "sumOfSquares") (param $x i32) (param $count i32) (result f64)
    (local $end i32) (local $blockEnd i32) (local $total f64)
    (local $even v128) (local $odd v128) (local $value v128)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $x) (local.get $end)))
        (local.set $blockEnd (i32.add (local.get $x) (i32.const 16384)))
        (if (i32.gt_u (local.get $blockEnd) (local.get $end)) (then (local.set $blockEnd (local.get $end))))
        (local.set $even (v128.const f32x4 0 0 0 0))
        (local.set $odd (v128.const f32x4 0 0 0 0))
        (loop $elements
          (local.set $value (v128.load (local.get $x)))
          (local.set $even (f32x4.add (local.get $even) (f32x4.mul (local.get $value) (local.get $value))))
          (local.set $value (v128.load offset=16 (local.get $x)))
          (local.set $odd (f32x4.add (local.get $odd) (f32x4.mul (local.get $value) (local.get $value))))
          (local.set $x (i32.add (local.get $x) (i32.const 32)))
          (br_if $elements (i32.lt_u (local.get $x) (local.get $blockEnd))))
        (local.set $even (f32x4.add (local.get $even) (local.get $odd)))
        (local.set $total (f64.add (local.get $total) (f64.promote_f32 (f32.add
          (f32.add (f32x4.extract_lane 0 (local.get $even)) (f32x4.extract_lane 1 (local.get $even)))
          (f32.add (f32x4.extract_lane 2 (local.get $even)) (f32x4.extract_lane 3 (local.get $even)))))))
        (br $blocks)))
    (local.get $total))

  ;; Each element of $x becomes $factor times what it was. $count is a multiple of 4.
  (func (export "multiply") (param $x i32) (param $count i32) (param $factor f32)
    (local $end i32)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $elements
        (br_if $done (i32.ge_u (local.get $x) (local.get $end)))
        (v128.store (local.get $x) (f32x4.mul (v128.load (local.get $x)) (f32x4.splat (local.get $factor))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br $elements))))

  ;; Adds $y to $x, element by element. $count is a multiple of 4.
  (func (export "addTo") (param $x i32) (param $y i32) (param $count i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $x) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $elements
        (br_if $done (i32.ge_u (local.get $x) (local.get $end)))
        (v128.store (local.get $x) (f32x4.add (v128.load (local.get $x)) (v128.load (local.get $y))))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (local.set $y (i32.add (local.get $y) (i32.const 16)))
        (br $elements))))

  ;; Adds up the rows of $x, [$rows, $columns], into $out. $columns is a multiple of 4.
  (func (export "sumRows") (param $out i32) (param $x i32) (param $rows i32) (param $columns i32)
    (local $end i32) (local $row i32) (local $at i32) (local $stride i32)
    (local $s0 v128) (local $s1 v128) (local $s2 v128) (local $s3 v128)
    (local.set $stride (i32.shl (local.get $columns) (i32.const 2)))
    (local.set $end (i32.add (local.get $out) (local.get $stride)))
    ;; A cache line of columns at a time.
    (block $fewer
      (loop $lines
        (br_if $fewer (i32.gt_u (i32.add (local.get $out) (i32.const 64)) (local.get $end)))
        (local.set $s0 (v128.const f32x4 0 0 0 0)) (local.set $s1 (local.get $s0))
        (local.set $s2 (local.get $s0)) (local.set $s3 (local.get $s0))
        (local.set $at (local.get $x))
        (local.set $row (local.get $rows))
        (loop $eachRow
          (local.set $s0 (f32x4.add (local.get $s0) (v128.load (local.get $at))))
          (local.set $s1 (f32x4.add (local.get $s1) (v128.load offset=16 (local.get $at))))
          (local.set $s2 (f32x4.add (local.get $s2) (v128.load offset=32 (local.get $at))))
          (local.set $s3 (f32x4.add (local.get $s3) (v128.load offset=48 (local.get $at))))
          (local.set $at (i32.add (local.get $at) (local.get $stride)))
          (br_if $eachRow (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
        (v128.store (local.get $out) (local.get $s0))
        (v128.store offset=16 (local.get $out) (local.get $s1))
        (v128.store offset=32 (local.get $out) (local.get $s2))
        (v128.store offset=48 (local.get $out) (local.get $s3))
        (local.set $out (i32.add (local.get $out) (i32.const 64)))
        (local.set $x (i32.add (local.get $x) (i32.const 64)))
        (br $lines)))
    (block $done
      (loop $fours
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $s0 (v128.const f32x4 0 0 0 0))
        (local.set $at (local.get $x))
        (local.set $row (local.get $rows))
        (loop $eachRow
          (local.set $s0 (f32x4.add (local.get $s0) (v128.load (local.get $at))))
          (local.set $at (i32.add (local.get $at) (local.get $stride)))
          (br_if $eachRow (local.tee $row (i32.sub (local.get $row) (i32.const 1)))))
        (v128.store (local.get $out) (local.get $s0))
        (local.set $out (i32.add (local.get $out) (i32.const 16)))
        (local.set $x (i32.add (local.get $x) (i32.const 16)))
        (br $fours))))

  ;; AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101) of a block of parameters, in PyTorch's order of operations:
  ;;   g = gradient * clip;  m = beta1 m + (1 - beta1) g;  v = beta2 v + (1 - beta2) g^2
  ;;   w = keep w - rate m / (sqrt(v) * correction + epsilon)
  ;; with keep = 1 - learningRate * weightDecay, rate = learningRate / (1 - beta1^t), correction = 1 / sqrt(1 - beta2^t).
  (func (export "adamW")
    (param $w i32) (param $gradient i32) (param $m i32) (param $v i32) (param $count i32)
    (param $clip f32) (param $beta1 f32) (param $oneLessBeta1 f32) (param $beta2 f32) (param $oneLessBeta2 f32)
    (param $rate f32) (param $correction f32) (param $epsilon f32) (param $keep f32)
    (local $end i32) (local $g v128) (local $first v128) (local $second v128)
    (local.set $end (i32.add (local.get $w) (i32.shl (local.get $count) (i32.const 2))))
    (block $done
      (loop $elements
        (br_if $done (i32.ge_u (local.get $w) (local.get $end)))
        (local.set $g (f32x4.mul (v128.load (local.get $gradient)) (f32x4.splat (local.get $clip))))
        (local.set $first (f32x4.add
          (f32x4.mul (v128.load (local.get $m)) (f32x4.splat (local.get $beta1)))
          (f32x4.mul (local.get $g) (f32x4.splat (local.get $oneLessBeta1)))))
        (v128.store (local.get $m) (local.get $first))
        (local.set $second (f32x4.add
          (f32x4.mul (v128.load (local.get $v)) (f32x4.splat (local.get $beta2)))
          (f32x4.mul (f32x4.mul (local.get $g) (local.get $g)) (f32x4.splat (local.get $oneLessBeta2)))))
        (v128.store (local.get $v) (local.get $second))
        (v128.store (local.get $w) (f32x4.sub
          (f32x4.mul (v128.load (local.get $w)) (f32x4.splat (local.get $keep)))
          (f32x4.div
            (f32x4.mul (local.get $first) (f32x4.splat (local.get $rate)))
            (f32x4.add
              (f32x4.mul (f32x4.sqrt (local.get $second)) (f32x4.splat (local.get $correction)))
              (f32x4.splat (local.get $epsilon))))))
        (local.set $w (i32.add (local.get $w) (i32.const 16)))
        (local.set $gradient (i32.add (local.get $gradient) (i32.const 16)))
        (local.set $m (i32.add (local.get $m) (i32.const 16)))
        (local.set $v (i32.add (local.get $v) (i32.const 16)))
        (br $elements))))

  ;; Philox4x32-10 (Salmon et al. 2011, Parallel Random Numbers: As Easy as 1, 2, 3): random bytes that are a function
  ;; of key and counter alone. Four counters at once, block, block + 1, ...: 64 bytes a round trip, word 0 of all four
  ;; first. $count is of bytes, a multiple of 64.
  (func (export "randomBytes")
    (param $out i32) (param $count i32)
    (param $block i32) (param $counter1 i32) (param $counter2 i32) (param $counter3 i32)
    (param $key0 i32) (param $key1 i32)
    (local $end i32) (local $round i32) (local $k0 i32) (local $k1 i32)
    (local $c0 v128) (local $c1 v128) (local $c2 v128) (local $c3 v128)
    (local $low v128) (local $high v128) (local $high0 v128) (local $low0 v128) (local $high1 v128) (local $low1 v128)
    (local.set $end (i32.add (local.get $out) (local.get $count)))
    (block $done
      (loop $blocks
        (br_if $done (i32.ge_u (local.get $out) (local.get $end)))
        (local.set $c0 (i32x4.add (i32x4.splat (local.get $block)) (v128.const i32x4 0 1 2 3)))
        (local.set $c1 (i32x4.splat (local.get $counter1)))
        (local.set $c2 (i32x4.splat (local.get $counter2)))
        (local.set $c3 (i32x4.splat (local.get $counter3)))
        (local.set $k0 (local.get $key0))
        (local.set $k1 (local.get $key1))
        (local.set $round (i32.const 10))
        (loop $rounds
          ;; high0:low0 = 0xD2511F53 * c0
          (local.set $low (i64x2.extmul_low_i32x4_u (local.get $c0) (i32x4.splat (i32.const 0xD2511F53))))
          (local.set $high (i64x2.extmul_high_i32x4_u (local.get $c0) (i32x4.splat (i32.const 0xD2511F53))))
          (local.set $low0 (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $low) (local.get $high)))
          (local.set $high0 (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $low) (local.get $high)))
          ;; high1:low1 = 0xCD9E8D57 * c2
          (local.set $low (i64x2.extmul_low_i32x4_u (local.get $c2) (i32x4.splat (i32.const 0xCD9E8D57))))
          (local.set $high (i64x2.extmul_high_i32x4_u (local.get $c2) (i32x4.splat (i32.const 0xCD9E8D57))))
          (local.set $low1 (i8x16.shuffle 0 1 2 3 8 9 10 11 16 17 18 19 24 25 26 27 (local.get $low) (local.get $high)))
          (local.set $high1 (i8x16.shuffle 4 5 6 7 12 13 14 15 20 21 22 23 28 29 30 31 (local.get $low) (local.get $high)))
          (local.set $c0 (v128.xor (v128.xor (local.get $high1) (local.get $c1)) (i32x4.splat (local.get $k0))))
          (local.set $c1 (local.get $low1))
          (local.set $c2 (v128.xor (v128.xor (local.get $high0) (local.get $c3)) (i32x4.splat (local.get $k1))))
          (local.set $c3 (local.get $low0))
          (local.set $k0 (i32.add (local.get $k0) (i32.const 0x9E3779B9)))
          (local.set $k1 (i32.add (local.get $k1) (i32.const 0xBB67AE85)))
          (local.set $round (i32.sub (local.get $round) (i32.const 1)))
          (br_if $rounds (local.get $round)))
        (v128.store (local.get $out) (local.get $c0))
        (v128.store offset=16 (local.get $out) (local.get $c1))
        (v128.store offset=32 (local.get $out) (local.get $c2))
        (v128.store offset=48 (local.get $out) (local.get $c3))
        (local.set $block (i32.add (local.get $block) (i32.const 4)))
        (local.set $out (i32.add (local.get $out) (i32.const 64)))
        (br $blocks))))

  ;; Each byte becomes 1 where it is at least $threshold, else 0. $count is of bytes.
  (func (export "keepAtLeast") (param $bytes i32) (param $count i32) (param $threshold i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $bytes) (local.get $count)))
    (block $done
      (loop $elements
        (br_if $done (i32.ge_u (local.get $bytes) (local.get $end)))
        (v128.store (local.get $bytes) (v128.and
          (i8x16.ge_u (v128.load (local.get $bytes)) (i8x16.splat (local.get $threshold)))
          (i8x16.splat (i32.const 1))))
        (local.set $bytes (i32.add (local.get $bytes) (i32.const 16)))
        (br $elements)))))
