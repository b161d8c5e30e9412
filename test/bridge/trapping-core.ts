// The core with two defects grafted in: the verb "traps" runs into `unreachable`, and "panic: here" does what the
// panic hook of crates/wasm does: it asks for a new instance and throws.
import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { corePath } from "../../scripts/lib/core-plugin.mjs";

const { Features } = binaryen;
const features =
  Features.SIMD128 |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.NontrappingFPToInt |
  Features.SignExt |
  Features.MutableGlobals |
  Features.Multivalue |
  Features.ReferenceTypes;

let made: Uint8Array<ArrayBuffer> | undefined;

/** The bytes of the damaged core. */
export function trappingCore(): Uint8Array<ArrayBuffer> {
  made ??= graft(readFileSync(corePath("linalg")));
  return made;
}

function graft(core: Uint8Array): Uint8Array<ArrayBuffer> {
  const module = binaryen.readBinary(core);
  module.setFeatures(features);
  const call = exportedFunction(module, "call");
  const body = module.block(
    null,
    [...defects(module), module.copyExpression(call.body)],
    call.results,
  );
  module.removeFunction(call.name);
  module.addFunction(call.name, call.params, call.results, call.vars, body);
  return module.emitBinary() as Uint8Array<ArrayBuffer>;
}

/** The verb comes as a pointer and a length; its length is enough to tell it by. */
function defects(module: binaryen.Module): number[] {
  const { i32, none } = binaryen;
  const [pointer, length] = [() => module.local.get(0, i32), () => module.local.get(1, i32)];
  const when = (verb: string, then: number) =>
    module.if(module.i32.eq(length(), module.i32.const(verb.length)), then);
  const panic = module.block(null, [
    module.call(imported(module, "reinit"), [], none),
    module.call(imported(module, "throw"), [pointer(), length()], none),
  ]);
  return [when("traps", module.unreachable()), when("panic: here", panic)];
}

function exportedFunction(module: binaryen.Module, name: string) {
  const found = binaryen.getExportInfo(module.getExport(name));
  return binaryen.getFunctionInfo(module.getFunction(found.value));
}

/** The glue's import whose name contains `part`. */
function imported(module: binaryen.Module, part: string): string {
  for (let i = 0; i < module.getNumFunctions(); i++) {
    const info = binaryen.getFunctionInfo(module.getFunctionByIndex(i));
    if (info.base?.includes(`__wbindgen_${part}_`)) return info.name;
  }
  throw new Error(`the core does not import ${part}`);
}
