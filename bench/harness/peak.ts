import binaryen from "binaryen";
import { cpuMilliseconds } from "./cpu.ts";

const sums = 14;
/** Rounds before the loop branches. */
const unrolled = 8;
const names = Array.from({ length: sums }, (_, k) => `$s${k}`);

const round = names
  .map(
    (s) =>
      `(local.set ${s} (f64x2.add (f64x2.mul (local.get ${s}) (local.get $x)) (local.get $x)))`,
  )
  .join("\n    ");

/** Sums that do not wait for one another: as many products and additions as the machine takes. */
const text = `(module (func (export "run") (param $n i32) (result f64)
  (local $x v128) ${names.map((name) => `(local ${name} v128)`).join(" ")}
  (local.set $x (f64x2.splat (f64.const 0.999999)))
  (loop $again
    ${Array(unrolled).fill(round).join("\n    ")}
    (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
  (f64x2.extract_lane 0 ${names.slice(1).reduce((total, s) => `(f64x2.add ${total} (local.get ${s}))`, "(local.get $s0)")})))`;

/** Floating-point operations a nanosecond that 128-bit SIMD reaches here with all numbers in registers. */
export function simdPeak(): number {
  const module = binaryen.parseText(text);
  module.setFeatures(binaryen.Features.SIMD128);
  const { exports } = new WebAssembly.Instance(
    new WebAssembly.Module(module.emitBinary() as Uint8Array<ArrayBuffer>),
  );
  const { run } = exports as { run: (n: number) => number };
  // Many: engines compile a loop well only once it has run for a while.
  const [rounds, repeats] = [400_000, 40];
  const times = Array.from({ length: repeats }, () => {
    const before = cpuMilliseconds();
    run(rounds);
    return cpuMilliseconds() - before;
  });
  return (rounds * unrolled * sums * 4) / (Math.min(...times) * 1e6);
}
