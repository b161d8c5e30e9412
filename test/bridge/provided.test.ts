import { readFileSync } from "node:fs";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { corePath } from "../../scripts/lib/core-plugin.mjs";
import { cores } from "../../scripts/lib/core-recipe.mjs";

let bridge: typeof import("../../ts/bridge/provided.ts");

beforeEach(async () => {
  vi.resetModules();
  bridge = await import("../../ts/bridge/provided.ts");
});

const bytes = (core: string) => readFileSync(corePath(core));
/** The smallest module there is. */
const stranger = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

describe("init", () => {
  it.each(cores)("takes the core %s in any form, under its own name", async (core) => {
    const module = new WebAssembly.Module(bytes(core));
    const type = { headers: { "content-type": "application/wasm" } };
    const address = `data:application/wasm;base64,${bytes(core).toString("base64")}`;
    const forms = [bytes(core), module, Promise.resolve(new Response(bytes(core), type)), address];
    for (const form of forms) {
      vi.resetModules();
      const { init, provided } = await import("../../ts/bridge/provided.ts");
      await init(form);
      expect(provided(core)).toBeInstanceOf(WebAssembly.Module);
    }
  });

  it("takes several, and says which is missing", async () => {
    await bridge.init(bytes("linalg"), bytes("fits"));
    expect(bridge.provided("fits")).toBeInstanceOf(WebAssembly.Module);
    expect(() => bridge.provided("theory")).toThrow(/ridgelaw\/core\/theory\.wasm/);
  });

  it("keeps the first of two", async () => {
    const first = new WebAssembly.Module(bytes("linalg"));
    await bridge.init(first);
    await bridge.init(bytes("linalg"));
    expect(bridge.provided("linalg")).toBe(first);
  });

  it("refuses other WebAssembly, and an address that has nothing", async () => {
    await expect(bridge.init(stranger)).rejects.toMatchObject({ argument: "source" });
    await expect(bridge.init(new Response("", { status: 404 }))).rejects.toMatchObject({
      code: "CoreUnavailable",
    });
    await expect(bridge.init("http://127.0.0.1:1/core.wasm")).rejects.toMatchObject({
      code: "CoreUnavailable",
      message: expect.stringContaining("127.0.0.1:1"),
    });
  });

  it.each([5, null, undefined, {}, new Date(0), true, new Uint8Array(9)])(
    "refuses %s, which is no core in any form",
    async (given) => {
      await expect(bridge.init(given as never)).rejects.toMatchObject({
        name: "RidgelawError",
        code: "WrongType",
        argument: "source",
      });
    },
  );
});
